#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace parley::record {

/// What a word of a request is, and so whether it may be read on a tape.
enum class WordKind : std::uint8_t {
  kName,    ///< Where it has the form of one.
  kWord,    ///< Where it is one of the few that are the protocol's own.
  kPort,    ///< Where it is one.
  kSecret,  ///< Never.
};

/// A request as the recorder sees it. A new secret of the protocol gets its place here. A verb that is not
/// listed does not make a request to the recorder, and all its words are masked.
struct RequestForm {
  std::string_view verb;
  std::size_t least_words;  ///< Its verb among them.
  std::size_t most_words;
  std::array<WordKind, 3> parts{};  ///< Of the words behind the verb.
};

inline constexpr std::array<RequestForm, 11> kRequestForms = {{
    {"HELLO", 2, 3, {WordKind::kWord, WordKind::kWord}},
    {"REGISTER", 3, 3, {WordKind::kName, WordKind::kSecret}},
    {"LOGIN", 4, 4, {WordKind::kName, WordKind::kSecret, WordKind::kPort}},
    {"LOGOUT", 1, 2, {WordKind::kName}},
    {"SEARCH_USER", 2, 2, {WordKind::kName}},
    {"DISCOVER_PEERS", 3, 3, {WordKind::kWord, WordKind::kName}},
    {"CREATE-CHAT-ROOM", 3, 3, {WordKind::kName, WordKind::kName}},
    {"JOIN-CHAT-ROOM", 3, 3, {WordKind::kName, WordKind::kName}},
    {"ROOM-EXIT", 3, 3, {WordKind::kName, WordKind::kName}},
    {"SHOW-ROOM-LIST", 1, 1, {}},
    {"DISCOVER-ROOM-PEERS", 2, 2, {WordKind::kName}},
}};

/// nullptr where no request has this verb.
const RequestForm* form_of(std::string_view verb);

/// Whether a whole word may be read as this part.
bool may_be_read(WordKind part, std::string_view word);

/// Whether a word that begins so may still turn out to be a verb, or what may be read as this part.
bool may_become_verb(std::string_view text);
bool may_become(WordKind part, std::string_view text);

}  // namespace parley::record
