#include "registry/accounts.hpp"

#include <array>
#include <cstdint>
#include <utility>

#include "ports/entropy.hpp"
#include "registry/log_line.hpp"

namespace parley::registry {
namespace {

std::string random_secret(Entropy& entropy) {
  std::array<std::uint8_t, 32> bytes{};
  entropy.fill(bytes);
  std::string secret;
  for (const auto byte : bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    secret += kDigits[byte >> 4U];
    secret += kDigits[byte & 0xfU];
  }
  return secret;
}

}  // namespace

void Accounts::prepare(Entropy& entropy, std::function<void(Result<void>)> done) {
  hasher_.hash(random_secret(entropy), [this, done = std::move(done)](Result<PasswordHash> hash) {
    if (!hash) return done(hash.error());
    decoy_ = *std::move(hash);
    done({});
  });
}

bool Accounts::begin(const Asker& asker) {
  if (pending_ >= limits_.pending_hashes || !hashes_.admits(asker.address)) return false;
  ++pending_;
  return true;
}

/// They may have gone while the store was asked.
void Accounts::wait_for_hash(const Asker& asker, std::function<void()> start) {
  if (waits_(asker.connection)) return hashes_.add(asker, std::move(start));
  --pending_;
}

void Accounts::cancel(ConnectionId connection) {
  if (hashes_.cancel(connection)) --pending_;
}

bool Accounts::sign_up(const Asker& asker, const UserName& user, const std::string& secret, SignUpDone done) {
  if (!begin(asker)) return false;
  look_up(user, [this, asker, user, secret, done = std::move(done)](Result<std::optional<Account>> found) {
    if (!found) {
      failed("sign-up of ", user, found.error());
      return finish_sign_up(done, SignUpResult::kFailed);
    }
    if (*found) return finish_sign_up(done, SignUpResult::kExists);
    wait_for_hash(asker, [this, user, secret, done] { hash_new(user, secret, done); });
  });
  return true;
}

void Accounts::hash_new(const UserName& user, const std::string& secret, SignUpDone done) {
  hasher_.hash(secret,
               [this, started = clock_.now(), user, done = std::move(done)](Result<PasswordHash> hash) {
                 if (closed_) return;
                 hashes_.finished(started);
                 if (hash) return insert(user, *std::move(hash), done);
                 failed("sign-up of ", user, hash.error());
                 finish_sign_up(done, SignUpResult::kFailed);
               });
}

void Accounts::insert(const UserName& user, PasswordHash hash, SignUpDone done) {
  work_.begin();
  store_.insert_account({user, std::move(hash)}, [this, user, done = std::move(done)](Result<bool> inserted) {
    if (!inserted) failed("sign-up of ", user, inserted.error());
    finish_sign_up(done, !inserted   ? SignUpResult::kFailed
                         : *inserted ? SignUpResult::kDone
                                     : SignUpResult::kExists);
    work_.end();
  });
}

bool Accounts::authenticate(const Asker& asker, const UserName& user, const std::string& secret,
                            AccountDone done) {
  if (!begin(asker)) return false;
  look_up(user, [this, asker, user, secret, done = std::move(done)](Result<std::optional<Account>> found) {
    if (found) {
      return wait_for_hash(
          asker, [this, account = *std::move(found), secret, done] { verify(account, secret, done); });
    }
    failed("log-in of ", user, found.error());
    finish_authentication(done, found.error());
  });
  return true;
}

void Accounts::verify(const std::optional<Account>& account, const std::string& secret, AccountDone done) {
  const PasswordHash expected = account ? account->hash : decoy_;
  std::optional<UserName> user;
  if (account) user = account->user;
  hasher_.verify(
      secret, expected,
      [this, started = clock_.now(), user = std::move(user), done = std::move(done)](Result<bool> right) {
        if (closed_) return;
        hashes_.finished(started);
        if (right) return finish_authentication(done, *right ? user : std::nullopt);
        if (user) failed("log-in of ", *user, right.error());
        finish_authentication(done, right.error());
      });
}

void Accounts::find(const UserName& user, AccountDone done) {
  look_up(user, [this, user, done = std::move(done)](Result<std::optional<Account>> found) {
    if (!found) {
      failed("search for ", user, found.error());
      return done(found.error());
    }
    done(*found ? std::optional(std::move((*found)->user)) : std::nullopt);
  });
}

void Accounts::look_up(const UserName& user, Store::Found done) {
  work_.begin();
  store_.find_account(user, [this, done = std::move(done)](Result<std::optional<Account>> found) {
    if (!closed_) done(std::move(found));
    work_.end();
  });
}

void Accounts::finish_sign_up(const SignUpDone& done, SignUpResult outcome) {
  --pending_;
  done(outcome);
}

void Accounts::finish_authentication(const AccountDone& done, const AccountResult& account) {
  --pending_;
  done(account);
}

void Accounts::failed(std::string_view what, const UserName& user, const Error& error) {
  log_line(log_, LogLevel::kError, {what, user.text(), " failed: ", error.message});
}

}  // namespace parley::registry
