#include "tests/unit/registry/registry_fixture.hpp"

#include <utility>

namespace parley::registry::test {

void RegistryFixture::Client::send(std::string_view record) {
  if (connection_->handler != nullptr) connection_->handler->on_record(record);
}

std::string RegistryFixture::Client::ask(std::string_view record) {
  send(record);
  fixture_->settle();
  return take();
}

std::string RegistryFixture::Client::ask_now(std::string_view record) {
  send(record);
  return take();
}

std::string RegistryFixture::Client::take() {
  std::string all;
  for (; taken_ < connection_->written.size(); ++taken_) {
    if (!all.empty()) all += '|';
    all += connection_->written[taken_];
  }
  return all;
}

void RegistryFixture::Client::lose() {
  if (connection_->handler != nullptr) connection_->handler->on_close(CloseCause::kBroken, "reset");
}

void RegistryFixture::Client::drain() {
  connection_->unsent = 0;
  connection_->stuck = false;
  if (connection_->handler != nullptr) connection_->handler->on_drained();
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
  do {
    turns.settle();
  } while (clock.ring_by(clock.now()));
}

void RegistryFixture::pass(Duration time) {
  const Instant end = clock.now() + time;
  while (clock.ring_by(end)) settle();
  clock.advance(end - clock.now());
}

RegistryFixture::Client RegistryFixture::connect(std::string_view ip) {
  return {*this, network.accept({IpAddress::parse(ip).value(), 33333})};
}

RegistryFixture::Client RegistryFixture::log_in(std::string_view name, std::uint16_t port,
                                                std::string_view ip) {
  Client client = connect(ip);
  client.ask("REGISTER " + std::string(name) + " secret");
  client.ask("LOGIN " + std::string(name) + " secret " + std::to_string(port));
  return client;
}

void RegistryFixture::datagram(std::string_view bytes, std::string_view ip) {
  network.deliver(network.open_sockets.at(0).first.to_string(), bytes, {IpAddress::parse(ip).value(), 44444});
}

void RegistryFixture::keep_alive(std::string_view name, std::string_view ip) {
  datagram("KEEP_ALIVE " + std::string(name), ip);
}

}  // namespace parley::registry::test
