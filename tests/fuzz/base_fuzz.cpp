// Names, addresses and ports: each that is read comes back when it is written and read.

#include <algorithm>
#include <string>

#include "base/check.hpp"
#include "base/endpoint.hpp"
#include "base/limits.hpp"
#include "base/name.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace parley::fuzz {
namespace {

void check_name(std::string_view text) {
  const auto user = UserName::parse(text);
  PARLEY_CHECK(user.has_value() == RoomName::parse(text).has_value());
  if (!user) {
    PARLEY_CHECK(is_harmless(user.error().message));
    return;
  }
  PARLEY_CHECK(user->text() == text && text.size() <= limits::kNameBytes);
  std::string loud(text);
  std::transform(loud.begin(), loud.end(), loud.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  const auto same = UserName::parse(loud).value();
  PARLEY_CHECK(same == *user && hash_of(same) == hash_of(*user));
}

}  // namespace

void run(std::string_view input) {
  check_name(input);
  if (const auto address = IpAddress::parse(input)) {
    PARLEY_CHECK(IpAddress::parse(address->to_string()).value() == *address);
  }
  if (const auto endpoint = Endpoint::parse(input)) {
    PARLEY_CHECK(endpoint->port != 0);
    PARLEY_CHECK(Endpoint::parse(endpoint->to_string()).value() == *endpoint);
  }
  if (const auto host = HostPort::parse(input, 15600)) {
    PARLEY_CHECK(host->port != 0 && !host->host.empty());
    PARLEY_CHECK(HostPort::parse(host->to_string(), 1).value() == *host);
  }
}

}  // namespace parley::fuzz
