#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parley::sim::report {

enum class MessageKind : std::uint8_t {
  kKeepAlive,
  kGreeting,
  kRequest,
  kAnswer,
  kChat,
  kBytes,  ///< Nothing that the protocol knows.
};

std::string_view to_text(MessageKind sort);

/// One message for a person to read: `LOGIN ada`, and below it what each word of it means.
struct MessageText {
  MessageKind sort = MessageKind::kBytes;
  std::string label;  ///< A few words, to stand beside an arrow.
  std::vector<std::pair<std::string, std::string>> fields;
};

/// What a record holds: the greeting, a message of v1, or the lines of v2. Empty if it is not of the
/// protocol.
std::vector<MessageText> describe_record(std::string_view bytes);

/// A keep-alive, or a line of an open room. kBytes where it is neither.
MessageText describe_datagram(std::string_view bytes);

/// The bytes as text: what is UTF-8 and harmless as it is, every other byte as \n, \t, \\ or \xNN.
std::string escaped(std::string_view bytes);

/// Two digits a byte, no blanks.
std::string hex(std::string_view bytes);

}  // namespace parley::sim::report
