#pragma once

#include <deque>
#include <functional>

#include "base/time.hpp"
#include "ports/password_hasher.hpp"

namespace parley::sim {

class NodePorts;

/// Stands for scrypt on a bounded pool of workers: the same waits and the same order, next to no work.
/// The hash is salted from the node's entropy and is no secret: worlds hold no real passwords.
class SimPasswordHasher final : public PasswordHasher {
 public:
  explicit SimPasswordHasher(NodePorts& node) : node_(node) {}

  void hash(std::string_view secret, Hashed done) override;
  void verify(std::string_view secret, const PasswordHash& expected, Verified done) override;

  /// What each takes, and how many are at work at once.
  void set_service(Duration time, std::size_t workers);
  std::size_t waiting() const { return jobs_.size(); }

  void on_done();

 private:
  using Answer = std::function<void()>;

  void add(Answer answer);
  void start();

  NodePorts& node_;
  Duration service_time_ = std::chrono::milliseconds(70);
  std::size_t workers_ = 2;
  std::size_t busy_ = 0;  ///< The first so many jobs are at work.
  std::deque<Answer> jobs_;
};

}  // namespace parley::sim
