// The real world: sockets of the loopback, the system's clock, scrypt, files, a terminal.

#include "adapters/asio/asio_network.hpp"
#include "adapters/asio/event_loop.hpp"
#include "adapters/openssl/scrypt_hasher.hpp"
#include "adapters/openssl/self_signed.hpp"
#include "adapters/openssl/system_entropy.hpp"
#include "adapters/sqlite/threaded_store.hpp"
#include "adapters/system/file_pin_store.hpp"
#include "tests/contract/contract_world.hpp"
#include "tests/contract/real_ports.hpp"

namespace parley::contract {
namespace {

adapters::NetworkTls make_tls() {
  adapters::ServerIdentity identity;
  identity.key = adapters::make_p256_key();
  identity.certificate = adapters::make_self_signed(identity.key.get());
  adapters::NetworkTls tls;
  tls.server = adapters::TlsContext::server(identity).value();
  return tls;
}

class RealWorld final : public World {
 public:
  Host client() override { return {network_, kLoopback}; }
  Host server() override { return {network_, kLoopback}; }
  Clock& clock() override { return loop_; }
  std::unique_ptr<PasswordHasher> make_hasher() override {
    return std::make_unique<adapters::ScryptHasher>(
        [this](std::function<void()> task) { loop_.post(std::move(task)); });
  }
  std::unique_ptr<Entropy> make_entropy() override { return std::make_unique<adapters::SystemEntropy>(); }
  std::unique_ptr<Store> make_store() override {
    auto database = adapters::Database::open({(folder_ / "registry.db").string(), {}});
    return std::make_unique<adapters::ThreadedStore>(
        std::move(database.value()), [this](std::function<void()> task) { loop_.post(std::move(task)); });
  }
  std::unique_ptr<PinStore> make_pins() override {
    return std::make_unique<adapters::FilePinStore>(folder_.path());
  }
  std::unique_ptr<Person> make_person() override { return std::make_unique<PtyPerson>(loop_); }
  std::unique_ptr<LogCapture> make_log_capture() override {
    return std::make_unique<LogFile>(folder_ / "log");
  }
  void post(std::function<void()> task) override { loop_.post(std::move(task)); }
  bool run_until(const std::function<bool()>& done, Duration bound) override {
    return loop_.run_until(done, bound);
  }

 private:
  test::TemporaryFolder folder_;
  adapters::EventLoop loop_;
  adapters::AsioNetwork network_{loop_, make_tls()};
};

}  // namespace

std::vector<WorldKind> world_kinds() {
  return {{"TheRealWorld", [] { return std::make_unique<RealWorld>(); }}};
}

}  // namespace parley::contract
