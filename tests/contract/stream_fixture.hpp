#pragma once

#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include "tests/contract/contract_world.hpp"
#include "tests/support/network_ends.hpp"

namespace parley::contract {

inline constexpr std::size_t kRecord = 16'384;

/// Bytes that show where they come from.
inline std::string pattern(std::size_t size) {
  std::string bytes(size, '\0');
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 31 + i / 251);
  return bytes;
}

inline std::string joined(const std::vector<std::string>& records) {
  return std::accumulate(records.begin(), records.end(), std::string());
}

/// A listener on the server and one client.
class StreamTest : public ContractTest {
 protected:
  void SetUp() override {
    auto listening = world().server().network.listen({world().server().address, 0}, acceptor_);
    ASSERT_TRUE(listening) << listening.error().message;
    listener_ = *std::move(listening);
    target_ = {listener_->local().address.to_string(), listener_->local().port};
  }

  void dial() { client_.stream = world().client().network.connect(target_, client_); }

  /// Both ends of a stream that stands.
  void connect() {
    dial();
    ASSERT_TRUE(eventually([&] { return client_.identity && acceptor_.ends.size() == 1; })) << client_.reason;
  }
  StreamProbe& server() { return *acceptor_.ends.front(); }

  /// Writes until bytes have to wait, which the other end, paused, brings about. Returns what was written.
  std::string fill(Stream& stream) {
    const std::string block = pattern(kRecord);
    std::string written;
    for (int i = 0; i < 4096 && stream.unsent() == 0; ++i) {
      stream.write(block);
      written += block;
      world().run_for(10us);
    }
    return written;
  }

  StreamAcceptor acceptor_;
  std::unique_ptr<Listener> listener_;
  HostPort target_;
  StreamProbe client_;
};

}  // namespace parley::contract
