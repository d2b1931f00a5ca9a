#include "adapters/openssl/handles.hpp"

#include <openssl/err.h>

namespace parley::adapters {

std::string take_openssl_errors() {
  const unsigned long first = ERR_get_error();
  ERR_clear_error();
  const char* reason = first == 0 ? nullptr : ERR_reason_error_string(first);
  return reason == nullptr ? "no reason given by OpenSSL" : reason;
}

}  // namespace parley::adapters
