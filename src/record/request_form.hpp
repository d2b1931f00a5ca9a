#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace parley::record {

/// What a word of a request is, and so whether it may be read on a tape.
enum class Part : std::uint8_t {
  kName,    ///< Where it has the form of one.
  kWord,    ///< Where it is one of the few that are the protocol's own.
  kPort,    ///< Where it is one.
  kSecret,  ///< Never.
};

/// A request as the recorder sees it. A new secret of the protocol gets its place here. A verb that is not
/// listed is no request to the recorder, and all its words are masked.
struct RequestForm {
  std::string_view verb;
  std::size_t least_words;  ///< Its verb among them.
  std::size_t most_words;
  std::array<Part, 3> parts{};  ///< Of the words behind the verb.
};

inline constexpr std::array<RequestForm, 11> kRequestForms = {{
    {"HELLO", 2, 3, {Part::kWord, Part::kWord}},
    {"REGISTER", 3, 3, {Part::kName, Part::kSecret}},
    {"LOGIN", 4, 4, {Part::kName, Part::kSecret, Part::kPort}},
    {"LOGOUT", 1, 2, {Part::kName}},
    {"SEARCH_USER", 2, 2, {Part::kName}},
    {"DISCOVER_PEERS", 3, 3, {Part::kWord, Part::kName}},
    {"CREATE-CHAT-ROOM", 3, 3, {Part::kName, Part::kName}},
    {"JOIN-CHAT-ROOM", 3, 3, {Part::kName, Part::kName}},
    {"ROOM-EXIT", 3, 3, {Part::kName, Part::kName}},
    {"SHOW-ROOM-LIST", 1, 1, {}},
    {"DISCOVER-ROOM-PEERS", 2, 2, {Part::kName}},
}};

/// nullptr where no request has this verb.
const RequestForm* form_of(std::string_view verb);

/// Whether a whole word may be read as this part.
bool may_be_read(Part part, std::string_view word);

/// Whether a word that begins so may still turn out to be a verb, or what may be read as this part.
bool may_become_verb(std::string_view text);
bool may_become(Part part, std::string_view text);

}  // namespace parley::record
