// The real world: sockets of the loopback, the system's clock, scrypt.

#include "adapters/asio/asio_network.hpp"
#include "adapters/asio/event_loop.hpp"
#include "adapters/openssl/scrypt_hasher.hpp"
#include "adapters/openssl/self_signed.hpp"
#include "adapters/openssl/system_entropy.hpp"
#include "tests/contract/contract_world.hpp"

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
  void post(std::function<void()> task) override { loop_.post(std::move(task)); }
  bool run_until(const std::function<bool()>& done, Duration bound) override {
    return loop_.run_until(done, bound);
  }

 private:
  adapters::EventLoop loop_;
  adapters::AsioNetwork network_{loop_, make_tls()};
};

}  // namespace

std::vector<WorldKind> world_kinds() {
  return {{"TheRealWorld", [] { return std::make_unique<RealWorld>(); }}};
}

}  // namespace parley::contract
