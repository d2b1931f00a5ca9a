#include "adapters/asio/dialler.hpp"

#include <gtest/gtest.h>

#include <optional>

#include "adapters/asio/event_loop.hpp"
#include "adapters/asio/sockets.hpp"

namespace parley::adapters {
namespace {

using namespace std::chrono_literals;

class DiallerTest : public testing::Test {
 protected:
  void dial(const HostPort& target) {
    dialler_ = std::make_shared<Dialler>(loop_, target, [this](Result<Dialler::Dialled> result) {
      failure_ = result ? "" : result.error().message;
      if (result) remote_ = result->remote;
    });
    dialler_->start();
    EXPECT_FALSE(failure_);
  }
  bool wait() {
    return loop_.run_until([&] { return failure_.has_value(); }, 30s);
  }

  EventLoop loop_;
  FileDescriptor listening_ = open_listening_socket({kLoopback, 0}).value();
  std::uint16_t port_ = local_endpoint(listening_.number()).port;
  std::shared_ptr<Dialler> dialler_;
  std::optional<std::string> failure_;
  Endpoint remote_;
};

TEST_F(DiallerTest, reaches_a_host_by_its_address) {
  dial({"127.0.0.1", port_});
  ASSERT_TRUE(wait());
  EXPECT_EQ(*failure_, "");
  EXPECT_EQ(remote_, (Endpoint{kLoopback, port_}));
}

TEST_F(DiallerTest, reaches_a_host_by_name_though_not_each_of_its_addresses_answers) {
  dial({"localhost", port_});  // Which may be ::1 first, where nobody listens.
  ASSERT_TRUE(wait());
  EXPECT_EQ(*failure_, "");
  EXPECT_EQ(remote_, (Endpoint{kLoopback, port_}));
}

TEST_F(DiallerTest, says_where_nobody_listens) {
  listening_ = FileDescriptor();
  dial({"127.0.0.1", port_});
  ASSERT_TRUE(wait());
  EXPECT_NE(failure_->find("127.0.0.1:" + std::to_string(port_)), std::string::npos) << *failure_;
}

TEST_F(DiallerTest, says_which_name_has_no_address) {
  dial({"no-such-host.invalid", port_});
  ASSERT_TRUE(wait());
  EXPECT_NE(failure_->find("no-such-host.invalid"), std::string::npos) << *failure_;
}

TEST_F(DiallerTest, says_nothing_when_it_is_cancelled) {
  for (const char* host : {"127.0.0.1", "localhost"}) {
    dial({host, port_});
    dialler_->cancel();
    loop_.run_until([&] { return failure_.has_value(); }, 20ms);
    EXPECT_FALSE(failure_);
  }
}

}  // namespace
}  // namespace parley::adapters
