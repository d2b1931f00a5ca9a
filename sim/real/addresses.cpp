#include "sim/real/addresses.hpp"

#include <cctype>

#include "sim/play/cluster.hpp"

namespace parley::sim::real {
namespace {

constexpr std::string_view kHere = "127.";
constexpr std::string_view kThere = "10.";

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

/// Whether an address in dotted form begins here.
bool begins_address(std::string_view text, std::size_t at) {
  if (at > 0 && std::isdigit(static_cast<unsigned char>(text[at - 1])) != 0) return false;
  if (at > 0 && text[at - 1] == '.') return false;
  const std::size_t end = text.find_first_not_of("0123456789.", at);
  const auto address = text.substr(at, end == std::string_view::npos ? end : end - at);
  return IpAddress::parse(address.substr(0, address.find_last_not_of('.') + 1)).has_value();
}

/// As the simulated world counts them: 250 nodes to a /24.
std::uint32_t host_number(std::size_t index) {
  return static_cast<std::uint32_t>(index / 250 * 256 + index % 250 + 1);
}

}  // namespace

IpAddress loopback_address(std::size_t index) { return IpAddress::v4(0x7f000000U + host_number(index)); }

IpAddress simulated_address(std::size_t index) { return IpAddress::v4(0x0a000000U + host_number(index)); }

std::string as_simulated(std::string text, const HostPort& registry) {
  replace_all(text, registry.to_string(), scenario::kRegistryAddress);
  for (std::size_t at = text.find(kHere); at != std::string::npos; at = text.find(kHere, at + 1)) {
    if (begins_address(text, at)) text.replace(at, kHere.size(), kThere);
  }
  return text;
}

}  // namespace parley::sim::real
