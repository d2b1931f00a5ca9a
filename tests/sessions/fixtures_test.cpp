#include <gmock/gmock.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tape/tape_reader.hpp"
#include "wire/text.hpp"

/// What is on the tapes of fixtures/sessions.
namespace parley::test {
namespace {

using testing::Gt;
using testing::SizeIs;

constexpr std::size_t kDigestDigits = 64;
constexpr std::uintmax_t kMaxBytes = 5 * 1024 * 1024;

std::vector<std::filesystem::path> tapes() {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator("fixtures/sessions")) {
    if (entry.path().extension() == ".tape") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// All texts on a tape, a line each; fails where the tape is not good up to its end.
std::string texts_on(const std::filesystem::path& path) {
  auto reader = tape::TapeReader::open(path);
  if (!reader) {
    ADD_FAILURE() << reader.error().message;
    return {};
  }
  std::string texts;
  tape::Entry entry;
  auto more = (*reader)->next(entry);
  for (; more && *more; more = (*reader)->next(entry)) texts.append(entry.text).append("\n");
  if (!more) ADD_FAILURE() << more.error().message;
  return texts;
}

/// What nobody may read on the tapes beside `path`: the passwords that its scenario's people have, and what
/// a peer makes of them.
std::vector<std::string> secrets_beside(const std::filesystem::path& path) {
  std::vector<std::string> passwords = {"trudys-own-word"};
  for (const auto& entry : std::filesystem::directory_iterator(path.parent_path())) {
    passwords.push_back(entry.path().stem().string() + "'s password");
  }
  std::vector<std::string> secrets;
  for (const std::string& password : passwords) {
    secrets.push_back(password);
    secrets.push_back(wire::secret_of(password));
  }
  return secrets;
}

/// The longest word of hexadecimal digits, at least one of them a figure; but a key's fingerprint, which all
/// may know, is `SHA256:` and such a word.
std::size_t longest_digest(std::string_view text) {
  std::size_t longest = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && std::isxdigit(static_cast<unsigned char>(text[end])) != 0) ++end;
    const std::string_view word = text.substr(at, end - at);
    const bool fingerprint = text.substr(0, at).ends_with("SHA256:");
    if (!fingerprint && std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; })) {
      longest = std::max(longest, word.size());
    }
    at = end + 1;
  }
  return longest;
}

TEST(Fixtures, are_good_to_their_end_and_small) {
  std::uintmax_t bytes = 0;
  for (const auto& path : tapes()) {
    EXPECT_FALSE(texts_on(path).empty()) << path;
    bytes += std::filesystem::file_size(path);
  }
  EXPECT_THAT(tapes(), SizeIs(Gt(100U)));
  EXPECT_LE(bytes, kMaxBytes);
}

TEST(Fixtures, hold_no_password_and_no_digest_of_one) {
  for (const auto& path : tapes()) {
    const std::string texts = texts_on(path);
    for (const std::string& secret : secrets_beside(path)) {
      EXPECT_EQ(texts.find(secret), std::string::npos) << path << " holds " << secret;
    }
    EXPECT_LT(longest_digest(texts), kDigestDigits) << path;
  }
}

TEST(Fixtures, hold_stand_ins_where_people_sign_up) {
  const std::string stand_in(kDigestDigits, 'a');
  const std::string texts = texts_on("fixtures/sessions/walks/01-no-rooms/registry.tape");
  EXPECT_NE(texts.find(stand_in), std::string::npos);
}

}  // namespace
}  // namespace parley::test
