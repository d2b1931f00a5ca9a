#include "record/mask_text.hpp"

#include <algorithm>
#include <array>
#include <variant>

#include "base/limits.hpp"
#include "record/pseudonyms.hpp"
#include "wire/open_room.hpp"
#include "wire/text.hpp"

namespace parley::record {
namespace {

constexpr std::string_view kSystem = "System:";

/// Of one to four bytes.
constexpr std::array<std::string_view, 5> kFillers = {"", "x", "\u00d7", "\u25a1", "\U0001F7E9"};

void append_filler(std::string_view text, std::string& to) {
  while (!text.empty()) {
    const auto character = first_character(text);
    const bool is_one = wire::is_utf8(character);
    if (!is_one) {
      append_redacted(character, to);  // Ill-formed, and stays so.
    } else if (character == " " || wire::printable(character) != character) {
      to += character;
    } else {
      to += kFillers.at(character.size());
    }
    text.remove_prefix(character.size());
  }
}

/// Whether it tells that somebody came or left, as it is read or as it is shown.
bool is_notice(std::string_view text) {
  const auto message = wire::decode_room_datagram(wire::printable(text));
  return std::holds_alternative<wire::Joined>(message) || std::holds_alternative<wire::Left>(message);
}

/// `text` is read by the chat, `rest` is not.
std::string_view fill(std::string_view text, std::string_view rest, std::string& scratch) {
  if (!wire::is_utf8(text)) {
    append_filler(text, scratch);
  } else if (text.starts_with(kSystem)) {
    const auto end = text.size() - (text.ends_with('!') || text.ends_with('.') ? 1 : 0);
    const auto stays = is_notice(text) ? end : kSystem.size();
    scratch += text.substr(0, stays);
    append_filler(text.substr(stays, end - stays), scratch);
    scratch += text.substr(end);
  } else {
    const auto colon = text.find(": ");
    const auto name = text.substr(0, colon == text.npos ? 0 : colon + 2);
    const bool one_word = wire::split_words(name).count == 1 && !name.starts_with(':');
    const auto stays = one_word ? name.size() : 0;
    scratch += text.substr(0, stays);
    append_filler(text.substr(stays), scratch);
  }
  append_filler(rest, scratch);
  return scratch;
}

}  // namespace

std::string_view fill_datagram(std::string_view datagram, std::string& scratch) {
  const auto read = wire::utf8_prefix(datagram, limits::kDatagramBytes);
  return fill(read, datagram.substr(read.size()), scratch);
}

std::string_view fill_shown(std::string_view line, std::string& scratch) { return fill(line, {}, scratch); }

std::string_view fill_typed(std::string_view line, std::string& scratch) {
  if (wire::trimmed(line) == "q") return line;
  append_filler(line, scratch);
  return scratch;
}

}  // namespace parley::record
