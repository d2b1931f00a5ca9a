#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace parley::wire {

/// The words of a message, at most kMax of them, as views into it. Any ASCII white space parts words:
/// blank, tab, LF, VT, FF, CR.
struct Words {
  static constexpr std::size_t kMax = 5;  ///< One more than the longest request has.
  std::array<std::string_view, kMax> word;
  std::size_t count = 0;  ///< kMax where there are as many or more.
};

Words split_words(std::string_view text);

/// Takes the first word off `text`; empty where there is none.
std::string_view next_word(std::string_view& text);

/// The text without the white space before and behind it.
std::string_view trimmed(std::string_view text);

/// Whether the bytes are well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms).
bool is_utf8(std::string_view text);

/// The text with every control character (those of writing direction and Unicode's line breaks too) and
/// every ill-formed byte replaced by U+FFFD, so that what another person wrote can do nothing to a
/// terminal. Tabs become blanks.
std::string printable(std::string_view text);

/// At most `max_bytes` of the text, cut between characters where it is UTF-8.
std::string_view utf8_prefix(std::string_view text, std::size_t max_bytes);

/// What stands for a password on the wire: its SHA-256 digest in lower-case hex (FIPS 180-4).
std::string secret_of(std::string_view password);

}  // namespace parley::wire
