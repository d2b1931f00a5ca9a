#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "record/pseudonyms.hpp"
#include "wire/verbs.hpp"

namespace parley::record {

/// A message of a client to the registry (wire/request.hpp) with stand-ins for what must not be read:
/// secrets, and of what is not a request everything but its white space, as it may be a secret in the wrong
/// place. The registry answers the masked message as it does the real one. Given back as it is where nothing
/// has to be masked, else put into `scratch`, which is empty. What is masked already stays as it is.
///
/// Secrets are numbered by `pseudonyms`; with nullptr all of a length are alike.
std::string_view mask_request(std::string_view message, Pseudonyms* pseudonyms, std::string& scratch);

/// The same of a peer's write: whole messages, each ended by LF where there are several.
std::string_view mask_requests(std::string_view write, std::string& scratch);

/// The same of a datagram to the registry: only a keep-alive can be read.
std::string_view mask_keep_alive(std::string_view datagram, std::string& scratch);

/// The records of one connection to the registry, in their order. In v1 each is a message; in v2 lines may
/// be split over records, and a part is masked before the rest is known. The parts of a split secret are
/// redacted, so that it cannot be told from another. Two things can then be read that would be masked in a
/// whole line: a name behind REGISTER or LOGIN, and a port behind a name and a word, though the line turns
/// out to have too few words or too many.
class RequestMask {
 public:
  explicit RequestMask(Pseudonyms& pseudonyms) : pseudonyms_(pseudonyms) {}

  /// As mask_request().
  std::string_view mask(std::string_view record, std::string& scratch);

 private:
  enum class Dialect : std::uint8_t { kUnknown, kV1, kV2 };

  std::string_view mask_first(std::string_view record, std::string& scratch);
  std::string_view mask_v1(std::string_view record, std::string& scratch);
  std::string_view mask_v2(std::string_view record, std::string& scratch);
  std::string_view mask_part(std::string_view part, std::string& out);
  char mask_byte(char byte);
  bool may_read(char byte);
  void end_word();
  void end_line();

  Pseudonyms& pseudonyms_;
  Dialect dialect_ = Dialect::kUnknown;

  // The line that a record has begun and not ended.
  bool line_begun_ = false;
  bool in_word_ = false;
  bool spoiled_ = false;             ///< This word is not what may be read here: its rest is redacted.
  std::size_t word_ = 0;             ///< The place of this word, or the next; 0 is the verb.
  std::string read_;                 ///< What may be read of this word; at most 32 bytes.
  const wire::RequestVerb* verb_{};  ///< nullptr where it is not one.
};

}  // namespace parley::record
