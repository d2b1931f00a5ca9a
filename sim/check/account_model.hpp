#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/name.hpp"

namespace parley::sim::check {

/// What the answers to REGISTER and LOGIN have told of the accounts. Only answers count: of a sign-up whose
/// answer was never given, nobody can say whether it was made, and either is right for ever after.
class AccountModel {
 public:
  /// A sign-up begins in this turn of the registry; it may be carried out from now on.
  void begin_sign_up(const UserName& user, const std::string& secret, std::uint64_t channel);

  // What answers say.
  void made(const UserName& user, const std::string& secret, std::uint64_t turn);
  void exists(const UserName& user, std::uint64_t channel, std::uint64_t turn);  ///< To a sign-up there.
  void right(const UserName& user, const std::string& secret, std::uint64_t turn);

  // What may be so, for a look-up that began in turn `begun`.
  bool surely_exists(const UserName& user) const;
  bool may_exist(const UserName& user) const;
  bool may_exist_for(const UserName& user, std::uint64_t channel) const;  ///< Its own sign-up left out.
  bool may_be_missing(const UserName& user, std::uint64_t begun) const;
  bool may_be_right(const UserName& user, const std::string& secret) const;
  bool may_be_wrong(const UserName& user, const std::string& secret, std::uint64_t begun) const;

  /// The account's name as it was written at its sign-up, if that is known, else as it is.
  UserName as_signed_up(const UserName& user) const;

  /// All that were sent to sign up under this name.
  std::vector<std::string> secrets_of(const UserName& user) const;

  /// Those that exist for sure.
  std::vector<UserName> certain() const;

 private:
  struct Attempt {
    UserName name;  ///< As it was written there.
    std::string secret;
    std::uint64_t channel;  ///< 0 where it is known to be the account.
  };
  struct Known {
    bool exists = false;
    std::uint64_t since = 0;        ///< The turn of the answer that told so.
    std::vector<Attempt> attempts;  ///< Those of which one is the account, if there is one.
  };

  const Known* find(const UserName& user) const;
  static void note(Known& known, std::uint64_t turn);

  std::map<UserName, Known> accounts_;
};

}  // namespace parley::sim::check
