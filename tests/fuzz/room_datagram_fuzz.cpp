// Datagrams of open rooms: what is told apart is UTF-8, and comes back when it is written and read.

#include <string>
#include <variant>

#include "base/check.hpp"
#include "base/limits.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "wire/open_room.hpp"
#include "wire/text.hpp"

namespace parley::fuzz {
namespace {

std::string written(const wire::Said& said) { return encode(said); }
std::string written(const wire::Joined& joined) { return encode(joined); }
std::string written(const wire::Left& left) { return encode(left); }
std::string written(const wire::Announced& announced) { return announced.text; }
std::string written(const wire::Unrecognized& /*noise*/) { return {}; }

}  // namespace

void run(std::string_view input) {
  const auto read = wire::decode_room_datagram(input);
  const auto text = std::visit([](const auto& it) { return written(it); }, read);
  PARLEY_CHECK(wire::is_utf8(text) && text.size() <= limits::kDatagramBytes);
  PARLEY_CHECK(wire::decode_room_datagram(text) == read);
  PARLEY_CHECK(std::holds_alternative<wire::Unrecognized>(read) || input.starts_with(text));
  if (const auto* said = std::get_if<wire::Said>(&read)) {
    PARLEY_CHECK(said->text.size() <= wire::longest_text(said->user));
  }
}

}  // namespace parley::fuzz
