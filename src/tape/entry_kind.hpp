#pragma once

#include <cstdint>

namespace parley::tape {

/// What happened at a node's ports. The numbers are those on the tape: they never change, new ones are
/// added at the end of their group. Behind each stands what its Entry holds besides `kind`.
enum class EntryKind : std::uint8_t {
  // Inputs. Each begins a turn of the core and holds `at`.
  kStart = 1,   ///< start() is called: the first entry.
  kStop,        ///< stop() is called.
  kWake,        ///< number: by how many nanoseconds later than asked for.
  kAccept,      ///< id: the new stream's; endpoint: its remote(); channel: its channel().
  kOpen,        ///< id: stream; endpoint: its remote(); channel: its channel(); text: the key's fingerprint;
                ///< number: 1 where an authority vouches.
  kRecord,      ///< id: stream; text.
  kDrained,     ///< id: stream.
  kClose,       ///< id: stream; number: the CloseCause; text: the reason.
  kDatagram,    ///< id: socket; endpoint: from; text.
  kStored,      ///< id: call; number: outcome, kYes for a conflict; text: the version found then, or the
                ///< error's message.
  kInserted,    ///< id: call; number: outcome, kYes or kNo; text: the error's message.
  kFound,       ///< id: call; number: outcome, kYes or kNo; text: the account's name, or the message.
  kLoadedRoom,  ///< text: a room in words, as kCommitRoom. Begins no turn: goes before its kLoaded.
  kLoaded,      ///< id: call; number: outcome; text: the error's message.
  kHashed,      ///< id: call; number: outcome; text: the error's message.
  kVerified,    ///< id: call; number: outcome, kYes or kNo; text: the error's message.
  kLine,        ///< text; number: 1 where the question's echo is hidden (text is a stand-in then).
  kEndOfInput,
  kInterrupt,

  // Answers that a port gives at once, within a turn: inputs too, right behind the output that asked.
  kListening = 64,  ///< id: the new listener's; number: outcome; endpoint: its local(); text: the message.
  kSocketOpened,    ///< id: the new socket's; otherwise the same.
  kPinFound,        ///< number: outcome, kYes or kNo; text: the fingerprint, or the message.
  kPinSaved,        ///< number: outcome; text: the message.
  kUnsent,          ///< id: stream; number: bytes that wait; of 0 an entry is not made.
  kEntropy,         ///< number: how many bytes. Not which: they are stand-ins in a replay.

  // Outputs.
  kReady = 128,  ///< number: outcome; text: the message. start() has answered, at once or later.
  kStopped,
  kExit,           ///< number: the peer's ExitCode.
  kConnect,        ///< id: the new stream's; text: host:port.
  kListen,         ///< endpoint: what is asked for.
  kOpenDatagram,   ///< endpoint: what is asked for.
  kJoinGroup,      ///< endpoint: the group; text: the interface's address.
  kWrite,          ///< id: stream; text.
  kPauseReading,   ///< id: stream.
  kResumeReading,  ///< id: stream.
  kCloseStream,    ///< id: stream. close() is called.
  kDropStream,     ///< id: stream. It is destroyed.
  kDropListener,   ///< id: listener.
  kDropDatagram,   ///< id: socket.
  kSend,           ///< id: socket; endpoint: to; text.
  kInsertAccount,  ///< id: the new call's; text: the name.
  kFindAccount,    ///< id: call; text: the name.
  kCommitRoom,     ///< id: call; number: the version expected; text: `NAME NUMBER PORT VERSION TERM
                   ///< MEMBER,MEMBER`.
  kEraseRoom,      ///< id: call; number: the version expected; text: the name.
  kLoadRooms,      ///< id: call.
  kHash,           ///< id: call.
  kVerify,         ///< id: call.
  kFindPin,        ///< text: host:port.
  kSavePin,        ///< text: `HOST:PORT FINGERPRINT`.
  kPrint,          ///< number: the Style; text.
  kAsk,            ///< number: the QuestionKind; text: the prompt, for people.
  kLog,            ///< number: the LogLevel; text.

  // The end.
  kEnd = 192,  ///< number: the TapeEndCause; text: it in words. Nothing follows.
};

/// The outcome of a call, in Entry::number: these, or kFailed and the ErrorCode added to it.
inline constexpr std::int64_t kNo = 0;   ///< Done; or: no, none.
inline constexpr std::int64_t kYes = 1;  ///< Yes, there is one. kLoaded and kHashed have kNo.
inline constexpr std::int64_t kFailed = 2;

enum class TapeEndCause : std::uint8_t {
  kFinished,  ///< The program ended in order.
  kLimit,     ///< The tape has reached its --record-limit.
  kGap,       ///< The disk was too slow, full or broken.
  kFault,     ///< The program failed a check of its own; the last turn is not whole.
};

constexpr bool is_input(EntryKind kind) { return kind < EntryKind::kListening; }
constexpr bool is_answer(EntryKind kind) { return kind >= EntryKind::kListening && kind < EntryKind::kReady; }
constexpr bool is_output(EntryKind kind) { return kind >= EntryKind::kReady && kind < EntryKind::kEnd; }
/// Whether the core is called, which makes its outputs: all inputs but kLoadedRoom.
constexpr bool begins_turn(EntryKind kind) { return is_input(kind) && kind != EntryKind::kLoadedRoom; }

}  // namespace parley::tape
