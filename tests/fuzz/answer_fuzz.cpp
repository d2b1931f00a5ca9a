// Answers and what their details hold: each list that is read comes back when it is written and read.

#include "base/check.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "wire/answer.hpp"
#include "wire/hello.hpp"
#include "wire/text.hpp"

namespace parley::fuzz {
namespace {

void check_lists(std::string_view details) {
  if (const auto peers = wire::decode_peers(details)) {
    PARLEY_CHECK(wire::decode_peers(wire::encode_peers(*peers)).value() == *peers);
  }
  if (const auto rooms = wire::decode_rooms(details)) {
    PARLEY_CHECK(wire::decode_rooms(wire::encode_rooms(*rooms)).value() == *rooms);
  }
  if (const auto names = wire::decode_names(details)) {
    PARLEY_CHECK(wire::decode_names(wire::encode_names(*names)).value() == *names);
  }
  const auto hello = wire::decode_hello(details);
  if (hello) {
    PARLEY_CHECK(wire::decode_hello(wire::encode_hello(*hello)).value() == *hello);
  } else {
    PARLEY_CHECK(is_harmless(hello.error().message));
  }
}

}  // namespace

void run(std::string_view input) {
  check_lists(input);
  const auto answer = wire::decode_answer(input);
  if (!answer) return;
  PARLEY_CHECK(wire::is_utf8(answer->details));
  PARLEY_CHECK(wire::trimmed(answer->details) == answer->details);
  PARLEY_CHECK(wire::decode_answer(wire::encode(*answer)).value() == *answer);
  check_lists(answer->details);
}

}  // namespace parley::fuzz
