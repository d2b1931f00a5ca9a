#include "sim/world/sim_datagram.hpp"

#include "sim/world/address.hpp"
#include "sim/world/datagrams.hpp"

namespace parley::sim {

SimDatagram::~SimDatagram() {
  if (owner_ != nullptr) owner_->close(*this);
}

void SimDatagram::send(const Endpoint& to, std::string_view bytes) {
  if (owner_ != nullptr) owner_->send(*this, to, bytes);
}

Endpoint SimDatagram::local() const { return endpoint_of(binding_.address, binding_.port); }

}  // namespace parley::sim
