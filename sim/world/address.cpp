#include "sim/world/address.hpp"

#include <algorithm>
#include <cstring>

#include "base/check.hpp"

namespace parley::sim {
namespace {

constexpr std::uint32_t kFirst = 0x0a000000;    // 10.0.0.0
constexpr std::uint32_t kLater = 0x0a800000;    // 10.128.0.0
constexpr std::uint32_t kPrivate = 0xc0a80000;  // 192.168.0.0
constexpr std::uint32_t kPrivateNetworks = 256;
constexpr std::uint32_t kPerNetwork = 250;

constexpr std::uint32_t kBeforeFirstV6 = kLoopbackV6;  // So that the n-th is fd00::n.
constexpr std::uint32_t kNumbersV6 = 0x0fffffff - 1;

constexpr IpAddress::Octets kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr IpAddress::Octets kPrefixV6 = {0xfd};
constexpr IpAddress::Octets kLoopbackOctets = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

bool is_mapped(const IpAddress::Octets& octets) {
  return std::memcmp(octets.data(), kMapped.data(), 12) == 0;
}

std::uint32_t last_four(const IpAddress::Octets& octets) {
  return std::uint32_t{octets[12]} << 24 | std::uint32_t{octets[13]} << 16 | std::uint32_t{octets[14]} << 8 |
         std::uint32_t{octets[15]};
}

/// The n-th address of a pool: the last byte runs from 1 to 250.
constexpr std::uint32_t nth(std::uint32_t pool, std::uint32_t n) {
  return pool + n / kPerNetwork * 256 + n % kPerNetwork + 1;
}

}  // namespace

AddressFamily family_of(const IpAddress& address) {
  return is_mapped(address.octets()) ? AddressFamily::kIpv4 : AddressFamily::kIpv6;
}

bool is_group(const IpAddress& address) {
  const auto& octets = address.octets();
  return octets[0] == 0xff || (octets[12] >> 4 == 0xe && is_mapped(octets));
}

std::optional<std::uint32_t> number_of(const IpAddress& address) {
  const auto& octets = address.octets();
  const std::uint32_t last = last_four(octets);
  if (is_mapped(octets)) return last < kAnyAddress ? std::optional(last) : std::nullopt;
  if (address == IpAddress{}) return kAnyAddress;
  if (octets == kLoopbackOctets) return kLoopbackV6;
  const bool own = std::memcmp(octets.data(), kPrefixV6.data(), 12) == 0;
  return own && last >= 1 && last <= kNumbersV6 ? std::optional(kBeforeFirstV6 + last) : std::nullopt;
}

IpAddress ip_of(std::uint32_t address) {
  if (address < kAnyAddress) return IpAddress::v4(address);
  if (address == kAnyAddress) return IpAddress{};
  if (address == kLoopbackV6) return IpAddress(kLoopbackOctets);
  const std::uint32_t last = address - kBeforeFirstV6;
  IpAddress::Octets octets = kPrefixV6;
  for (std::size_t i = 0; i < 4; ++i) octets[15 - i] = static_cast<std::uint8_t>(last >> 8 * i);
  return IpAddress(octets);
}

void Addresses::add_node() { first_.push_back(nth(kFirst, static_cast<std::uint32_t>(first_.size()))); }

std::vector<std::uint32_t> Addresses::all_of(NodeId node) const {
  std::vector<std::uint32_t> all;
  if (of(node) != kAnyV4) all.push_back(of(node));
  const auto further = further_.find(node);
  if (further != further_.end()) all.insert(all.end(), further->second.begin(), further->second.end());
  return all;
}

bool Addresses::has_further(NodeId node, std::uint32_t address) const {
  const auto found = further_.find(node);
  return found != further_.end() &&
         std::find(found->second.begin(), found->second.end(), address) != found->second.end();
}

std::optional<std::uint32_t> Addresses::further_source(NodeId node, AddressFamily family) const {
  const auto found = further_.find(node);
  if (found == further_.end()) return std::nullopt;
  for (const std::uint32_t address : found->second) {
    if (family_of(address) == family) return address;
  }
  return std::nullopt;
}

std::optional<Addresses::Holder> Addresses::holder(std::uint32_t address) const {
  if (address >= kFirst && address < kLater) {
    const std::uint32_t last = address & 0xff;
    const std::uint32_t index = (address - kFirst) / 256 * kPerNetwork + last - 1;
    if (last < 1 || last > kPerNetwork || index >= first_.size()) return std::nullopt;
    return Holder{NodeId{index}, has(NodeId{index}, address)};
  }
  const auto found = later_.find(address);
  if (found == later_.end()) return std::nullopt;
  return Holder{found->second, has(found->second, address)};
}

std::uint32_t Addresses::next_public(AddressFamily family) {
  if (family == AddressFamily::kIpv4) return nth(kLater, public_v4_++);
  return kBeforeFirstV6 + ++public_v6_;
}

std::uint32_t Addresses::next_private() {
  PARLEY_CHECK(private_v4_ < kPrivateNetworks * kPerNetwork);
  return nth(kPrivate, private_v4_++);
}

std::uint32_t Addresses::add(NodeId node, AddressFamily family) {
  std::vector<std::uint32_t> all = all_of(node);
  all.push_back(next_public(family));
  assign(node, all);
  return all.back();
}

void Addresses::remove(NodeId node, std::uint32_t address) {
  std::vector<std::uint32_t> all = all_of(node);
  std::erase(all, address);
  assign(node, all);
}

void Addresses::set(NodeId node, const std::vector<AddressFamily>& families) {
  std::optional<std::uint32_t> own = source(node, AddressFamily::kIpv4);
  std::vector<std::uint32_t> all;
  for (const AddressFamily family : families) {
    const bool keeps = family == AddressFamily::kIpv4 && own;
    all.push_back(keeps ? *own : next_public(family));
    if (keeps) own.reset();
  }
  assign(node, all);
}

void Addresses::move(NodeId node) {
  std::vector<std::uint32_t> all = all_of(node);
  for (std::uint32_t& address : all) address = next_public(family_of(address));
  assign(node, all);
}

void Addresses::move_privately(NodeId node) {
  std::vector<std::uint32_t> all = all_of(node);
  for (std::uint32_t& address : all) {
    const AddressFamily family = family_of(address);
    address = family == AddressFamily::kIpv4 ? next_private() : next_public(family);
  }
  assign(node, all);
}

void Addresses::enter_private(NodeId node) {
  std::vector<std::uint32_t> all = all_of(node);
  for (std::uint32_t& address : all) {
    if (family_of(address) == AddressFamily::kIpv4) address = next_private();
  }
  assign(node, all);
}

void Addresses::begin_network() { private_v4_ = (private_v4_ + kPerNetwork - 1) / kPerNetwork * kPerNetwork; }

void Addresses::assign(NodeId node, const std::vector<std::uint32_t>& addresses) {
  for (const std::uint32_t address : addresses) {
    if (!holder(address)) later_.emplace(address, node);
  }
  first_[number(node)] = addresses.empty() ? kAnyV4 : addresses.front();
  if (addresses.size() > 1) {
    further_[node].assign(addresses.begin() + 1, addresses.end());
  } else {
    further_.erase(node);
  }
}

}  // namespace parley::sim
