#pragma once

#include <functional>
#include <memory>

#include "adapters/openssl/scrypt.hpp"
#include "ports/password_hasher.hpp"

namespace parley::adapters {

struct ScryptHasherOptions {
  unsigned threads = 0;  ///< 0: as many as the machine has cores.
  ScryptCost cost{};     ///< Of new hashes. Those that exist keep theirs.
};

/// How many threads 0 stands for.
unsigned hashing_threads();

/// Hashes by scrypt on worker threads, so that the loop never waits. Jobs start in the order of the
/// calls and are answered in that order, each by a task of its own given to `post`. The handlers given
/// to hash() and verify() stay on the loop's thread.
class ScryptHasher final : public PasswordHasher {
 public:
  /// Has a task run by the loop; called from the worker threads too, until the hasher is destroyed.
  using Post = std::function<void(std::function<void()>)>;

  explicit ScryptHasher(Post post, const ScryptHasherOptions& options = {});
  ~ScryptHasher() override;  ///< Waits for the hashes being computed, drops the others.
  ScryptHasher(const ScryptHasher&) = delete;
  ScryptHasher& operator=(const ScryptHasher&) = delete;

  void hash(std::string_view secret, Hashed done) override;
  void verify(std::string_view secret, const PasswordHash& expected, Verified done) override;

 private:
  class Completions;
  class Workers;

  std::shared_ptr<Completions> completions_;  ///< Shared with the tasks posted, which find it gone with us.
  std::unique_ptr<Workers> workers_;
  const ScryptCost cost_;
};

}  // namespace parley::adapters
