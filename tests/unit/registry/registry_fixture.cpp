#include "tests/unit/registry/registry_fixture.hpp"

#include <utility>

namespace parley::registry::test {

void RegistryFixture::Client::send(std::string_view record) {
  if (wire_->handler != nullptr) wire_->handler->on_record(record);
}

std::string RegistryFixture::Client::ask(std::string_view record) {
  send(record);
  town_->settle();
  return take();
}

std::string RegistryFixture::Client::ask_now(std::string_view record) {
  send(record);
  return take();
}

std::string RegistryFixture::Client::take() {
  std::string all;
  for (; taken_ < wire_->records.size(); ++taken_) {
    if (!all.empty()) all += '|';
    all += wire_->records[taken_];
  }
  return all;
}

void RegistryFixture::Client::lose() {
  if (wire_->handler != nullptr) wire_->handler->on_close(CloseCause::kBroken, "reset");
}

void RegistryFixture::Client::drain() {
  wire_->unsent = 0;
  wire_->stuck = false;
  if (wire_->handler != nullptr) wire_->handler->on_drained();
}

RegistryFixture::RegistryFixture(const RegistryLimits& limits) {
  options.limits = limits;
  start();
}

RegistryFixture::~RegistryFixture() = default;

void RegistryFixture::start() {
  ready.reset();
  registry.reset();
  registry = std::make_unique<Registry>(RegistryPorts{clock, network, store, hasher, entropy, log}, options);
  if (!registry->start([this](Result<void> outcome) { ready = outcome; })) return;
  settle();
}

void RegistryFixture::settle() {
  while (turns.step()) continue;
}

void RegistryFixture::pass(Duration time) {
  const Instant end = clock.now() + time;
  while (clock.ring(end)) settle();
  clock.move_to(end);
}

RegistryFixture::Client RegistryFixture::connect(std::string_view ip) {
  auto wire = std::make_shared<ConnectionState>();
  wire->remote = Endpoint{IpAddress::parse(ip).value(), 33333};
  network.listener->on_accept(std::make_unique<FakeStream>(wire));
  return {*this, wire};
}

RegistryFixture::Client RegistryFixture::log_in(std::string_view name, std::uint16_t port,
                                                std::string_view ip) {
  Client client = connect(ip);
  client.ask("REGISTER " + std::string(name) + " secret");
  client.ask("LOGIN " + std::string(name) + " secret " + std::to_string(port));
  return client;
}

void RegistryFixture::datagram(std::string_view bytes, std::string_view ip) {
  network.datagrams->on_datagram(Endpoint{IpAddress::parse(ip).value(), 44444}, bytes);
}

void RegistryFixture::keep_alive(std::string_view name, std::string_view ip) {
  datagram("KEEP_ALIVE " + std::string(name), ip);
}

}  // namespace parley::registry::test
