#include "adapters/openssl/cipher_text.hpp"

#include <algorithm>
#include <cstring>

#include "base/check.hpp"

namespace parley::adapters {
namespace {

constexpr std::size_t kHeaderBytes = 5;
constexpr std::size_t kLongestBody = 16'384 + 2'048;  // RFC 5246, 6.2.3; TLS 1.3 has shorter ones.

CipherText& text_of(BIO* bio) { return *static_cast<CipherText*>(BIO_get_data(bio)); }

int read_input(BIO* bio, char* into, int size) {
  auto& text = text_of(bio);
  BIO_clear_retry_flags(bio);
  if (text.input.empty()) {
    text.starved = true;
    if (text.input_ended) return 0;
    BIO_set_retry_read(bio);
    return -1;
  }
  const auto taken = std::min(text.input.size(), static_cast<std::size_t>(size));
  std::memcpy(into, text.input.data(), taken);
  text.input.remove_prefix(taken);
  return static_cast<int>(taken);
}

int write_output(BIO* bio, const char* bytes, int size) {
  BIO_clear_retry_flags(bio);
  text_of(bio).output.append(bytes, static_cast<std::size_t>(size));
  return size;
}

long control(BIO* bio, int command, long /*number*/, void* /*pointer*/) {
  if (command == BIO_CTRL_FLUSH) return 1;
  if (command == BIO_CTRL_EOF) return text_of(bio).input.empty() && text_of(bio).input_ended ? 1 : 0;
  return 0;
}

int create(BIO* bio) {
  BIO_set_init(bio, 1);
  return 1;
}

struct FreeMethod {
  void operator()(BIO_METHOD* method) const { BIO_meth_free(method); }
};
using MethodHandle = std::unique_ptr<BIO_METHOD, FreeMethod>;

MethodHandle make_method() {
  MethodHandle method(BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "cipher text"));
  PARLEY_CHECK(method != nullptr);
  BIO_meth_set_read(method.get(), read_input);
  BIO_meth_set_write(method.get(), write_output);
  BIO_meth_set_ctrl(method.get(), control);
  BIO_meth_set_create(method.get(), create);
  return method;
}

}  // namespace

BioHandle make_bio(CipherText& text) {
  static const MethodHandle method = make_method();
  BioHandle bio(BIO_new(method.get()));
  PARLEY_CHECK(bio != nullptr);
  BIO_set_data(bio.get(), &text);
  return bio;
}

std::size_t whole_record(std::string_view bytes) {
  const auto byte = [&](std::size_t at) { return std::size_t{static_cast<unsigned char>(bytes[at])}; };
  const bool begins_record =
      (bytes.empty() || (byte(0) >= SSL3_RT_CHANGE_CIPHER_SPEC && byte(0) <= SSL3_RT_APPLICATION_DATA)) &&
      (bytes.size() < 2 || byte(1) == SSL3_VERSION_MAJOR);
  if (!begins_record) return bytes.size();
  if (bytes.size() < kHeaderBytes) return 0;
  const std::size_t body = byte(3) << 8U | byte(4);
  if (body > kLongestBody) return bytes.size();
  return bytes.size() < kHeaderBytes + body ? 0 : kHeaderBytes + body;
}

}  // namespace parley::adapters
