#include "tests/integration/tls_client.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <thread>
#include <utility>

namespace parley::test {
namespace {

sockaddr_in to_sockaddr(const Endpoint& endpoint) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(endpoint.port);
  address.sin_addr.s_addr = htonl(endpoint.address.to_v4());
  return address;
}

struct ContextFree {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
struct SslFree {
  void operator()(SSL* ssl) const { SSL_free(ssl); }
};

SSL_CTX* shared_context() {
  static const std::unique_ptr<SSL_CTX, ContextFree> context(SSL_CTX_new(TLS_client_method()));
  return context.get();
}

}  // namespace

/// The SSL object talks to two memory BIOs, so that the test decides which bytes travel together.
struct TlsClient::Parts {
  int fd = -1;
  std::unique_ptr<SSL, SslFree> ssl;
  BIO* in = nullptr;
  BIO* out = nullptr;

  Parts() = default;
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;
  ~Parts() {
    if (fd >= 0) ::close(fd);
  }

  /// Moves bytes from the socket into the TLS layer. False at the end of the stream or of the wait.
  bool pump(std::chrono::steady_clock::time_point deadline) {
    const auto left = std::chrono::ceil<Milliseconds>(deadline - std::chrono::steady_clock::now());
    pollfd waiting{fd, POLLIN, 0};
    if (left.count() <= 0 || ::poll(&waiting, 1, static_cast<int>(left.count())) <= 0) return false;
    std::array<char, 16384> buffer{};
    const auto count = ::recv(fd, buffer.data(), buffer.size(), 0);
    if (count <= 0) return false;
    BIO_write(in, buffer.data(), static_cast<int>(count));
    return true;
  }
};

TlsClient::TlsClient(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
TlsClient::TlsClient(TlsClient&&) noexcept = default;
TlsClient& TlsClient::operator=(TlsClient&&) noexcept = default;
TlsClient::~TlsClient() = default;

std::optional<TlsClient> TlsClient::connect(const Endpoint& server) {
  auto parts = std::make_unique<Parts>();
  parts->fd = connect_tcp(server);
  if (parts->fd < 0) return std::nullopt;
  parts->ssl.reset(SSL_new(shared_context()));
  parts->in = BIO_new(BIO_s_mem());
  parts->out = BIO_new(BIO_s_mem());
  SSL_set_bio(parts->ssl.get(), parts->in, parts->out);
  TlsClient client(std::move(parts));
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  for (;;) {
    const int outcome = SSL_connect(client.parts_->ssl.get());
    if (!client.send_raw(client.seal({}))) return std::nullopt;
    if (outcome == 1) return client;
    if (SSL_get_error(client.parts_->ssl.get(), outcome) != SSL_ERROR_WANT_READ) return std::nullopt;
    if (!client.parts_->pump(deadline)) return std::nullopt;
  }
}

std::string TlsClient::seal(std::string_view record) {
  if (!record.empty()) SSL_write(parts_->ssl.get(), record.data(), static_cast<int>(record.size()));
  std::string sealed(BIO_ctrl_pending(parts_->out), '\0');
  if (!sealed.empty()) BIO_read(parts_->out, sealed.data(), static_cast<int>(sealed.size()));
  return sealed;
}

bool TlsClient::send_raw(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(parts_->fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool TlsClient::send(std::string_view record) { return send_raw(seal(record)); }

bool TlsClient::send_for(std::string_view record, Milliseconds wait) {
  const timeval bound{wait.count() / 1000, wait.count() % 1000 * 1000};
  ::setsockopt(parts_->fd, SOL_SOCKET, SO_SNDTIMEO, &bound, sizeof bound);
  return send(record);
}

bool TlsClient::send_in_one_segment(std::string_view first, std::string_view second) {
  const auto one = seal(first);
  return send_raw(one + seal(second));
}

bool TlsClient::send_in_two_segments(std::string_view record, Milliseconds pause) {
  const auto sealed = seal(record);
  const auto half = sealed.size() / 2;
  if (!send_raw(std::string_view(sealed).substr(0, half))) return false;
  std::this_thread::sleep_for(pause);
  return send_raw(std::string_view(sealed).substr(half));
}

bool TlsClient::update_keys(std::size_t count) {
  for (std::size_t made = 1; made <= count; ++made) {
    SSL_key_update(parts_->ssl.get(), SSL_KEY_UPDATE_NOT_REQUESTED);
    if (SSL_do_handshake(parts_->ssl.get()) != 1) return false;
    if ((made % 4'096 == 0 || made == count) && !send_raw(seal({}))) return false;
  }
  return true;
}

std::optional<std::string> TlsClient::receive(Milliseconds wait) {
  const auto deadline = std::chrono::steady_clock::now() + wait;
  std::string record(16384, '\0');
  for (;;) {
    const int count = SSL_read(parts_->ssl.get(), record.data(), static_cast<int>(record.size()));
    if (count > 0) {
      record.resize(static_cast<std::size_t>(count));
      return record;
    }
    if (SSL_get_error(parts_->ssl.get(), count) != SSL_ERROR_WANT_READ) return std::nullopt;
    if (!parts_->pump(deadline)) return std::nullopt;
  }
}

std::string TlsClient::ask(std::string_view request) {
  if (!send(request)) return {};
  return receive(Milliseconds(30000)).value_or("");
}

bool TlsClient::ends_within(Milliseconds wait) {
  const auto deadline = std::chrono::steady_clock::now() + wait;
  for (;;) {
    const auto now = std::chrono::steady_clock::now();
    if (now >= deadline) return false;
    if (!receive(std::chrono::ceil<Milliseconds>(deadline - now))) {
      return std::chrono::steady_clock::now() < deadline;
    }
  }
}

int connect_tcp(const Endpoint& server) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const auto address = to_sockaddr(server);
  const int on = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return fd;
  ::close(fd);
  return -1;
}

void send_datagram(const IpAddress& from, const Endpoint& to, std::string_view bytes) {
  const int fd = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  const auto source = to_sockaddr({from, 0});
  const auto target = to_sockaddr(to);
  ::bind(fd, reinterpret_cast<const sockaddr*>(&source), sizeof source);
  ::sendto(fd, bytes.data(), bytes.size(), 0, reinterpret_cast<const sockaddr*>(&target), sizeof target);
  ::close(fd);
}

}  // namespace parley::test
