#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace parley::sim::report {

/// Writes JSON that is ASCII where HTML would read something into it: `<`, `>` and `&` are escaped, so that
/// the text can stand in a <script> whatever is in it. Commas come by themselves.
class JsonWriter {
 public:
  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  JsonWriter& key(std::string_view name);

  /// Bytes that are no UTF-8 become U+FFFD: JSON has no way to say them.
  JsonWriter& string(std::string_view text);
  JsonWriter& number(std::int64_t value);

  const std::string& text() const { return text_; }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void separate();
  void quote(std::string_view text);

  std::string text_;
  bool needs_comma_ = false;
};

}  // namespace parley::sim::report
