#include "adapters/terminal/keys.hpp"

#include <algorithm>
#include <array>
#include <cwctype>

#include "adapters/terminal/utf8.hpp"

namespace parley::adapters {
namespace {

constexpr char kEscape = '\033';
constexpr char kDel = '\177';
constexpr std::size_t kLongestSequence = 32;

constexpr char control(char letter) { return static_cast<char>(letter & 0x1f); }

template <class Code>
struct Binding {
  Code code;
  KeyAction action;
};

constexpr std::array<Binding<char>, 17> kControls = {{
    {'\n', KeyAction::kEnter},
    {'\r', KeyAction::kEnter},
    {control('a'), KeyAction::kLineStart},
    {control('b'), KeyAction::kLeft},
    {control('d'), KeyAction::kEnd},
    {control('e'), KeyAction::kLineEnd},
    {control('f'), KeyAction::kRight},
    {control('h'), KeyAction::kBackspace},
    {kDel, KeyAction::kBackspace},
    {control('k'), KeyAction::kDeleteToEnd},
    {control('l'), KeyAction::kClearScreen},
    {control('n'), KeyAction::kLater},
    {control('p'), KeyAction::kEarlier},
    {control('t'), KeyAction::kSwap},
    {control('u'), KeyAction::kDeleteLine},
    {control('w'), KeyAction::kDeleteWordLeft},
    {control('y'), KeyAction::kPaste},
}};

/// What comes after ESC, with Alt held.
constexpr std::array<Binding<char>, 5> kWithAlt = {{
    {'b', KeyAction::kWordLeft},
    {'f', KeyAction::kWordRight},
    {'d', KeyAction::kDeleteWordRight},
    {kDel, KeyAction::kDeleteWordLeft},
    {control('h'), KeyAction::kDeleteWordLeft},
}};

/// What comes after ESC [ or ESC O.
constexpr std::array<Binding<std::string_view>, 24> kSequences = {{
    {"A", KeyAction::kEarlier},      {"B", KeyAction::kLater},
    {"C", KeyAction::kRight},        {"D", KeyAction::kLeft},
    {"H", KeyAction::kLineStart},    {"F", KeyAction::kLineEnd},
    {"1~", KeyAction::kLineStart},   {"7~", KeyAction::kLineStart},
    {"4~", KeyAction::kLineEnd},     {"8~", KeyAction::kLineEnd},
    {"3~", KeyAction::kDelete},      {"1;5C", KeyAction::kWordRight},
    {"1;5D", KeyAction::kWordLeft},  {"1;3C", KeyAction::kWordRight},
    {"1;3D", KeyAction::kWordLeft},  {"5C", KeyAction::kWordRight},
    {"5D", KeyAction::kWordLeft},    {"c", KeyAction::kWordRight},
    {"d", KeyAction::kWordLeft},     {"1;2C", KeyAction::kRight},
    {"1;2D", KeyAction::kLeft},      {"3;5~", KeyAction::kDeleteWordRight},
    {"1;5H", KeyAction::kLineStart}, {"1;5F", KeyAction::kLineEnd},
}};

template <class Bindings, class Code>
std::optional<Key> bound(const Bindings& bindings, const Code& code) {
  const auto found =
      std::find_if(bindings.begin(), bindings.end(), [&](const auto& b) { return b.code == code; });
  if (found == bindings.end()) return std::nullopt;
  return Key{found->action, 0};
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == kDel; }

bool ends_sequence(char c) { return c >= 0x40 && c <= 0x7e; }

}  // namespace

void KeyReader::feed(std::string_view bytes) {
  bytes_.erase(0, front_);
  front_ = 0;
  bytes_ += bytes.substr(0, kMaxBytes - std::min(kMaxBytes, bytes_.size()));
}

void KeyReader::clear() {
  bytes_.clear();
  front_ = 0;
}

std::optional<Key> KeyReader::next() {
  for (;;) {
    const Token token = read_token();
    if (token.size == 0) return std::nullopt;
    front_ += token.size;
    if (token.key) return token.key;
  }
}

KeyReader::Token KeyReader::read_token() const {
  if (view().empty()) return {};
  const char first = view().front();
  if (first == kEscape) return read_escape();
  if (first == '\t') return {1, Key{KeyAction::kInsert, L' '}};
  if (is_control(first)) return {1, bound(kControls, first)};
  return read_character();
}

KeyReader::Token KeyReader::read_escape() const {
  if (view().size() < 2) return {};
  const char second = view()[1];
  if (second == '[' || second == 'O') return read_control_sequence();
  if (second == kEscape) return {1, std::nullopt};
  if (const auto key = bound(kWithAlt, second)) return {2, key};
  // Anything else behind ESC is a key by itself: nobody's Enter is lost for an ESC pressed before it.
  return {1, std::nullopt};
}

KeyReader::Token KeyReader::read_control_sequence() const {
  const std::string_view rest = view().substr(2);
  const auto stop =
      std::find_if(rest.begin(), rest.end(), [](char c) { return ends_sequence(c) || is_control(c); });
  const auto size = static_cast<std::size_t>(stop - rest.begin());
  if (size > kLongestSequence) return {2 + size, std::nullopt};
  if (stop == rest.end()) return {};
  if (is_control(*stop)) return {2 + size, std::nullopt};
  return {2 + size + 1, bound(kSequences, rest.substr(0, size + 1))};
}

KeyReader::Token KeyReader::read_character() const {
  const auto next = first_character(view());
  if (next.state == Utf8Character::State::kCut) return {};
  const bool printable =
      next.state == Utf8Character::State::kWhole && std::iswprint(static_cast<wint_t>(next.code)) != 0;
  if (!printable) return {next.size, std::nullopt};
  return {next.size, Key{KeyAction::kInsert, next.code}};
}

}  // namespace parley::adapters
