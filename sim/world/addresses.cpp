#include "sim/world/addresses.hpp"

#include "base/check.hpp"

namespace parley::sim {
namespace {

constexpr std::uint32_t kFirst = 0x0a000000;    // 10.0.0.0
constexpr std::uint32_t kLater = 0x0a800000;    // 10.128.0.0
constexpr std::uint32_t kPrivate = 0xc0a80000;  // 192.168.0.0
constexpr std::uint32_t kPrivateNetworks = 256;
constexpr std::uint32_t kPerNetwork = 250;

/// The n-th address of a pool: the last byte runs from 1 to 250.
constexpr std::uint32_t nth(std::uint32_t pool, std::uint32_t n) {
  return pool + n / kPerNetwork * 256 + n % kPerNetwork + 1;
}

}  // namespace

void Addresses::add_node() { own_.push_back(nth(kFirst, static_cast<std::uint32_t>(own_.size()))); }

std::optional<Addresses::Holder> Addresses::holder(std::uint32_t address) const {
  if (address >= kFirst && address < kLater) {
    const std::uint32_t last = address & 0xff;
    const std::uint32_t index = (address - kFirst) / 256 * kPerNetwork + last - 1;
    if (last < 1 || last > kPerNetwork || index >= own_.size()) return std::nullopt;
    return Holder{NodeId{index}, own_[index] == address};
  }
  const auto found = later_.find(address);
  if (found == later_.end()) return std::nullopt;
  return Holder{found->second, of(found->second) == address};
}

std::uint32_t Addresses::move(NodeId node) { return give(node, nth(kLater, public_moves_++)); }

std::uint32_t Addresses::move_privately(NodeId node) {
  PARLEY_CHECK(private_moves_ < kPrivateNetworks * kPerNetwork);
  return give(node, nth(kPrivate, private_moves_++));
}

void Addresses::begin_network() {
  private_moves_ = (private_moves_ + kPerNetwork - 1) / kPerNetwork * kPerNetwork;
}

std::uint32_t Addresses::give(NodeId node, std::uint32_t address) {
  later_.emplace(address, node);
  own_[number(node)] = address;
  return address;
}

}  // namespace parley::sim
