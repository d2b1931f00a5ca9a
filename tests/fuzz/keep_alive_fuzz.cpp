// Keep-alive datagrams: one that is taken is two words and comes back when it is written and read.

#include "base/check.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "wire/keep_alive.hpp"
#include "wire/text.hpp"

namespace parley::fuzz {

void run(std::string_view input) {
  const auto keep_alive = wire::decode_keep_alive(input);
  if (!keep_alive) return;
  const auto words = wire::split_words(input);
  PARLEY_CHECK(words.count == 2 && words.word[1] == keep_alive->user.text());
  PARLEY_CHECK(wire::decode_keep_alive(wire::encode(*keep_alive)) == keep_alive);
}

}  // namespace parley::fuzz
