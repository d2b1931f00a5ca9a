#include "tests/bench/core_registry.hpp"

#include "base/check.hpp"
#include "registry/sessions.hpp"

namespace parley::bench {

std::string person(std::size_t number) { return "person-" + std::to_string(number); }

CoreRegistry::CoreRegistry(std::size_t people, std::string_view hello, tape::EntrySink* tape) {
  network_.keeps_written = false;
  log_.least = LogLevel::kError;
  const registry::RegistryPorts ports{clock_, network_, store_, hasher_, entropy_, log_};
  if (tape != nullptr) recorder_ = std::make_unique<record::RegistryRecorder>(ports, *tape);
  registry::RegistryOptions options;
  options.limits.connections_per_address = people + 1;
  registry_ = std::make_unique<registry::Registry>(recorder_ ? recorder_->ports() : ports, options);
  PARLEY_CHECK(
      registry_->start([](const Result<void>& ready) { PARLEY_CHECK(ready.has_value()); }).has_value());
  turns_.settle();
  for (std::size_t i = 0; i < people; ++i) {
    network_.accept(from_);
    record(i, hello);
    record(i, "REGISTER " + person(i) + " x\n");
    record(i, "LOGIN " + person(i) + " x 6000\n");
  }
  PARLEY_CHECK(registry_->sessions().size() == people);
}

}  // namespace parley::bench
