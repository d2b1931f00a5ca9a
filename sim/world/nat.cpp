#include "sim/world/nat.hpp"

namespace parley::sim {

/// What a filter looks at: everything, the address, or nothing.
Nat::Remote Nat::permit_for(const Remote& remote) const {
  if (kind_ == NatKind::kFullCone) return {0, 0};
  if (kind_ == NatKind::kRestricted) return {remote.address, 0};
  return remote;
}

std::optional<std::uint16_t> Nat::translate_out(const Inside& from, const Remote& to, Instant now) {
  const Key key{from, kind_ == NatKind::kSymmetric ? to : Remote{0, 0}};
  auto port = ports_.find(key);
  if (port == ports_.end() || mapping_at(port->second, now) == nullptr) {
    const auto chosen = free_port(now);
    if (!chosen) return std::nullopt;
    port = ports_.insert_or_assign(key, *chosen).first;
    mappings_[*chosen] = Mapping{key, now, {}};
  }
  Mapping& mapping = mappings_[port->second];
  mapping.last_sent = now;
  mapping.permits[permit_for(to)] = now;
  return port->second;
}

std::optional<std::uint16_t> Nat::free_port(Instant now) {
  for (std::uint32_t tries = 0; tries < kPorts; ++tries) {
    const auto port = static_cast<std::uint16_t>(kFirstPort + next_);
    next_ = static_cast<std::uint16_t>((next_ + 1) % kPorts);
    if (mapping_at(port, now) != nullptr) continue;
    release(port);
    return port;
  }
  return std::nullopt;
}

void Nat::release(std::uint16_t port) {
  const auto old = mappings_.find(port);
  if (old == mappings_.end()) return;
  const auto named = ports_.find(old->second.key);
  if (named != ports_.end() && named->second == port) ports_.erase(named);
  mappings_.erase(old);
}

const Nat::Mapping* Nat::mapping_at(std::uint16_t port, Instant now) const {
  const auto found = mappings_.find(port);
  return found != mappings_.end() && fresh(found->second.last_sent, now) ? &found->second : nullptr;
}

std::optional<Nat::Inside> Nat::behind(std::uint16_t port, Instant now) const {
  const Mapping* mapping = mapping_at(port, now);
  return mapping == nullptr ? std::nullopt : std::optional(mapping->key.first);
}

std::optional<Nat::Inside> Nat::translate_in(std::uint16_t port, const Remote& from, Instant now) const {
  const Mapping* mapping = mapping_at(port, now);
  if (mapping == nullptr) return std::nullopt;
  const auto permit = mapping->permits.find(permit_for(from));
  if (permit == mapping->permits.end() || !fresh(permit->second, now)) return std::nullopt;
  return mapping->key.first;
}

void Nat::forget(NodeId node) {
  std::erase_if(ports_, [node](const auto& entry) { return entry.first.first.node == node; });
  std::erase_if(mappings_, [node](const auto& entry) { return entry.second.key.first.node == node; });
}

std::uint16_t Nat::next_tcp_port() {
  next_tcp_ = static_cast<std::uint16_t>((next_tcp_ + 1) % kPorts);
  return static_cast<std::uint16_t>(kFirstPort + next_tcp_);
}

}  // namespace parley::sim
