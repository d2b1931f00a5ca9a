#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/name.hpp"
#include "base/time.hpp"
#include "sim/world/ids.hpp"

namespace parley::sim::check {

/// The accounts, as the answers to REGISTER and LOGIN have revealed them. Only answers count: where a sign-up
/// was never answered, the account may or may not exist, and both are right until an answer tells.
class AccountModel {
 public:
  /// A sign-up begins: from now on the account may exist.
  void begin_sign_up(const UserName& user, const std::string& secret, std::uint64_t channel);

  // What an answer, given in this turn of the registry, has revealed.
  void made(const UserName& user, const std::string& secret, std::uint64_t turn);
  void exists(const UserName& user, std::uint64_t channel,
              std::uint64_t turn);  ///< Answered to a sign-up on this channel.
  void right(const UserName& user, const std::string& secret, std::uint64_t turn);

  // What may be true, for a look-up that began in turn `begun`.
  bool certainly_exists(const UserName& user) const;
  bool may_exist(const UserName& user) const;
  bool may_exist_for(const UserName& user,
                     std::uint64_t channel) const;  ///< Apart from the channel's own sign-up.
  bool may_be_missing(const UserName& user, std::uint64_t begun) const;
  bool may_be_right(const UserName& user, const std::string& secret) const;
  bool may_be_wrong(const UserName& user, const std::string& secret, std::uint64_t begun) const;

  /// The account's name as it was written at its sign-up, if that is known, otherwise `user`.
  UserName as_signed_up(const UserName& user) const;

  /// All secrets that were sent to sign up under this name.
  std::vector<std::string> secrets_of(const UserName& user) const;

  /// The accounts that certainly exist.
  std::vector<UserName> certain() const;

 private:
  struct Attempt {
    UserName name;  ///< As it was written there.
    std::string secret;
    std::uint64_t channel;  ///< 0 once this attempt is known to have made the account.
  };
  struct Known {
    bool exists = false;
    std::uint64_t since = 0;        ///< The turn of the answer that revealed it.
    std::vector<Attempt> attempts;  ///< One of them made the account, if it exists.
  };

  const Known* find(const UserName& user) const;
  static void note(Known& known, std::uint64_t turn);

  std::map<UserName, Known> accounts_;
};

/// A user who is logged in, by the registry's answers.
struct ModelUser {
  UserName name;
  std::uint64_t channel;
  NodeId client;
  std::uint16_t port;
  Instant heard;  ///< When the last certain sign of life came, by the registry's clock.
  /// When the last possible one came: a keep-alive whose address a NAT or a move changed, or one that came
  /// while the registry was paused.
  Instant maybe_heard;
  std::list<ModelUser*>::iterator by_silence;
};

/// The users online, in the order of their logins and by their silence.
class PresenceModel {
 public:
  ModelUser& log_in(const UserName& user, std::uint64_t channel, NodeId client, std::uint16_t port,
                    Instant now);
  void log_out(const UserName& user);
  void clear();

  void heard(ModelUser& user, Instant now, bool surely = true);
  void maybe_all_heard(Instant now);

  ModelUser* find(const UserName& user);
  const ModelUser* find(const UserName& user) const;
  const std::list<ModelUser>& in_order() const { return in_order_; }
  std::size_t size() const { return in_order_.size(); }

  /// The user with the longest possible silence; nullptr if nobody is online.
  const ModelUser* most_silent() const { return by_silence_.empty() ? nullptr : by_silence_.front(); }

 private:
  std::list<ModelUser> in_order_;
  std::list<ModelUser*> by_silence_;
  std::unordered_map<UserName, std::list<ModelUser>::iterator> by_name_;
};

}  // namespace parley::sim::check
