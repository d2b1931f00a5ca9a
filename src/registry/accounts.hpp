#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "base/name.hpp"
#include "ports/password_hasher.hpp"
#include "ports/store.hpp"
#include "registry/hash_queue.hpp"
#include "registry/limits.hpp"
#include "registry/pending_work.hpp"

namespace parley {
class Entropy;
class LogSink;
}  // namespace parley

namespace parley::registry {

/// Sign-up and the account of a secret, over Store and PasswordHasher. A secret is hashed before anything
/// is stored, and sign-up succeeds only once the store has it. To try an account that does not exist
/// costs the hasher as much as a wrong secret does, so that the time of an answer tells nothing.
class Accounts {
 public:
  enum class SignUpResult : std::uint8_t { kDone, kExists, kFailed };
  using SignUpDone = std::function<void(SignUpResult)>;

  /// The name as typed at sign-up where the secret is right, nothing where it is wrong or the account
  /// unknown, or why that cannot be told.
  using AccountResult = Result<std::optional<UserName>>;
  using AccountDone = std::function<void(AccountResult)>;

  /// Whether a connection is there still, and waits for its answer.
  using Waits = std::function<bool(ConnectionId)>;

  Accounts(const Clock& clock, Store& store, PasswordHasher& hasher, PendingWork& work, LogSink& log,
           const RegistryLimits& limits, Waits waits)
      : clock_(clock),
        store_(store),
        hasher_(hasher),
        work_(work),
        log_(log),
        limits_(limits),
        waits_(std::move(waits)),
        hashes_(clock, limits) {}

  /// Makes the hash that unknown accounts are tried against. Before all other calls.
  void prepare(Entropy& entropy, std::function<void(Result<void>)> done);

  /// Each is answered once by `done`, in a later turn, unless the asker goes before it is their turn to have
  /// something hashed. False, and no answer, where RegistryLimits::pending_hashes such calls are under way
  /// already, or those before it would take longer than RegistryLimits::hash_wait.
  [[nodiscard]] bool sign_up(const Asker& asker, const UserName& user, const std::string& secret,
                             SignUpDone done);
  [[nodiscard]] bool authenticate(const Asker& asker, const UserName& user, const std::string& secret,
                                  AccountDone done);

  /// The connection has gone: what it asked for is not begun any more.
  void cancel(ConnectionId connection);

  /// The name of an account as typed at sign-up; nothing where there is no such account.
  void find(const UserName& user, AccountDone done);

  /// Begins nothing more: what the store has to answer it still answers, later steps are dropped.
  void close() { closed_ = true; }

 private:
  bool begin(const Asker& asker);
  void wait_for_hash(const Asker& asker, std::function<void()> start);
  void look_up(const UserName& user, Store::Found done);
  void hash_new(const UserName& user, const std::string& secret, SignUpDone done);
  void insert(const UserName& user, PasswordHash hash, SignUpDone done);
  void finish_sign_up(const SignUpDone& done, SignUpResult outcome);
  void finish_authentication(const AccountDone& done, const AccountResult& account);
  void verify(const std::optional<Account>& account, const std::string& secret, AccountDone done);
  void failed(std::string_view what, const UserName& user, const Error& error);

  const Clock& clock_;
  Store& store_;
  PasswordHasher& hasher_;
  PendingWork& work_;
  LogSink& log_;
  const RegistryLimits& limits_;
  const Waits waits_;
  HashQueue hashes_;
  PasswordHash decoy_;
  std::size_t pending_ = 0;  ///< Sign-ups and authentications under way.
  bool closed_ = false;
};

}  // namespace parley::registry
