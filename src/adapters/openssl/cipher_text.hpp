#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "adapters/openssl/handles.hpp"

namespace parley::adapters {

/// The cipher text between a TlsSession and whoever owns its socket: a session takes from the front of
/// `input`, which may lie in a buffer that many share, and adds to `output`. So many records leave with one
/// system call, and come with one. It stays where it is for as long as the session lives.
struct CipherText {
  std::string_view input;
  bool input_ended = false;  ///< Nothing follows `input`, ever.
  bool starved = false;      ///< The session asked for more than there was; its owner clears this.
  std::string output;
};

/// What OpenSSL reads from and writes to. It never has to wait in order to write.
BioHandle make_bio(CipherText& text);

/// The length of the record that `bytes` begin with, its header included; nothing while that has not come
/// whole. Bytes that begin no TLS record are one, all of them: OpenSSL says what is wrong with them.
std::size_t whole_record(std::string_view bytes);

}  // namespace parley::adapters
