#include "tests/unit/adapters/openssl/tls_wire.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

#include "adapters/openssl/self_signed.hpp"
#include "base/check.hpp"

namespace parley::adapters {
namespace {

std::size_t carry(const FileDescriptor& from, const FileDescriptor& to, std::size_t most) {
  std::size_t carried = 0;
  std::array<char, 4096> block{};
  while (carried < most) {
    const ssize_t got = ::read(from.number(), block.data(), std::min(block.size(), most - carried));
    if (got <= 0) break;
    PARLEY_CHECK(::write(to.number(), block.data(), static_cast<std::size_t>(got)) == got);
    carried += static_cast<std::size_t>(got);
  }
  return carried;
}

}  // namespace

ServerIdentity fresh_identity() {
  ServerIdentity identity;
  identity.key = make_p256_key();
  identity.certificate = make_self_signed(identity.key.get());
  return identity;
}

TlsWire::Pair::Pair() {
  std::array<int, 2> ends{};
  PARLEY_CHECK(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()) == 0);
  near = FileDescriptor(ends[0]);
  far = FileDescriptor(ends[1]);
}

TlsWire::TlsWire(const TlsContext& client_context, const TlsContext& server_context, const std::string& host)
    : client_(client_context.connect(client_pair_.near.number(), host)),
      server_(server_context.accept(server_pair_.near.number())) {}

TlsStep TlsWire::shake_hands() {
  TlsStep step = client_->handshake();
  TlsStep other = TlsStep::kAwaitReadable;
  for (int i = 0; i < 10 && step != TlsStep::kFailed; ++i) {
    carry_to_server(SIZE_MAX);
    if (other == TlsStep::kAwaitReadable) other = server_->handshake();
    carry_to_client(SIZE_MAX);
    if (step == TlsStep::kAwaitReadable) step = client_->handshake();
  }
  return step;
}

std::size_t TlsWire::carry_to_server(std::size_t most) {
  return carry(client_pair_.far, server_pair_.far, most);
}
std::size_t TlsWire::carry_to_client(std::size_t most) {
  return carry(server_pair_.far, client_pair_.far, most);
}

void TlsWire::slip_to_server(std::string_view bytes) {
  PARLEY_CHECK(::write(server_pair_.far.number(), bytes.data(), bytes.size()) ==
               static_cast<ssize_t>(bytes.size()));
}

void TlsWire::cut() {
  client_pair_.far = FileDescriptor();
  server_pair_.far = FileDescriptor();
}

std::string TlsWire::read(TlsSession& session) {
  std::array<char, kRecordBytes> buffer{};
  std::size_t got = 0;
  switch (session.read_record(buffer, got)) {
    case TlsStep::kDone:
      return {buffer.data(), got};
    case TlsStep::kPeerClosed:
      return "closed";
    case TlsStep::kFailed:
      return "failed";
    default:
      return "wait";
  }
}

}  // namespace parley::adapters
