#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "record/recorder.hpp"
#include "registry/registry.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/fake_network.hpp"
#include "tests/support/fake_ports.hpp"
#include "tests/support/fake_store.hpp"

namespace parley::bench {

/// A running registry with `people` logged in, named person-0, person-1 ...; recorded where there is a tape.
/// The fakes below it cost next to nothing, so that what is measured is the core: what it writes is
/// not kept.
class CoreRegistry {
 public:
  CoreRegistry(std::size_t people, std::string_view hello, tape::EntrySink* tape = nullptr);

  /// One record of a client, and all that comes of it.
  void record(std::size_t client, std::string_view bytes) {
    network_.connections[client]->handler->on_record(bytes);
    do {
      turns_.settle();
    } while (clock_.ring_by(clock_.now()));
  }
  void datagram(std::string_view bytes) { network_.open_sockets[0].second->on_datagram(from_, bytes); }
  const registry::Registry& registry() const { return *registry_; }

 private:
  TurnQueue turns_;
  FakeClock clock_;
  FakeNetwork network_;
  FakeStore store_{turns_};
  FakeHasher hasher_{turns_};
  FakeEntropy entropy_;
  FakeLogSink log_;
  Endpoint from_{kLoopback, 4711};
  std::unique_ptr<record::RegistryRecorder> recorder_;
  std::unique_ptr<registry::Registry> registry_;
};

std::string person(std::size_t number);

}  // namespace parley::bench
