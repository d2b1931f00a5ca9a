#pragma once

#include "ports/store.hpp"
#include "sim/check/account_model.hpp"
#include "sim/check/check.hpp"

namespace parley::sim::check {

/// No secret is kept as it was sent: what stands on the disk for an account holds none that was sent for it.
class SecretsHashed {
 public:
  explicit SecretsHashed(Findings& findings) : check_("secrets-kept-as-hashes", findings) {}

  void look_at(const Account& stored, const AccountModel& accounts) {
    for (const std::string& secret : accounts.secrets_of(stored.user)) {
      if (secret.size() < kMinSecretBytes) continue;
      check_.require(stored.hash.text.find(secret) == std::string::npos,
                     [&] { return stored.user.text() + "'s secret is on the disk as it was sent"; });
    }
  }

  const Check& check() const { return check_; }

 private:
  static constexpr std::size_t kMinSecretBytes = 16;  ///< A shorter one may stand in a hash by chance.

  Check check_;
};

}  // namespace parley::sim::check
