#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/name.hpp"
#include "registry/rooms.hpp"

namespace parley::sim::check {

struct ModelMember {
  UserName user;
  bool present = true;
};

/// A room as it must be by what people asked for and got. The first member is the host. Who has asked to
/// come in is not a member before the answer.
struct ModelRoom {
  RoomName name;
  std::uint16_t port = 0;  ///< As the registry has it: 0 until it is seen.
  std::vector<ModelMember> members;
  std::vector<UserName> coming;

  const UserName& host() const { return members.front().user; }
};

/// The rooms by the rules of docs/protocol.md, beside the registry's own: who made, joined and left them.
/// A person is in one room at most, the one who has been in longest is host, an empty room is gone.
class RoomModel {
 public:
  using InOrder = std::map<std::uint64_t, ModelRoom>;
  enum class RoomResult : std::uint8_t { kDone, kThere, kElsewhere, kTaken, kUnknown, kFull };

  /// After kDone the user is coming in, until complete().
  RoomResult create(const RoomName& name, const UserName& user);
  RoomResult join(const RoomName& name, const UserName& user);

  /// The answer was given: who was coming is in, or is not.
  void complete(const UserName& user, bool success);

  /// Who will be host once this user, who is coming, is in.
  std::optional<UserName> host_after(const UserName& user) const;

  bool leave(const RoomName& name, const UserName& user);
  void leave_present(const UserName& user);
  void drop_absent();

  /// Takes over what the registry has.
  void copy(const registry::Rooms& rooms);
  void clear();

  const InOrder& in_order() const { return in_order_; }
  const ModelRoom* find(const RoomName& name) const;  ///< One that has members.
  ModelRoom* find(const RoomName& name);
  const ModelRoom* present_in(const UserName& user) const;
  bool has_place(const UserName& user) const { return places_.contains(user); }
  bool anybody_absent() const { return absent_ > 0; }

  /// The names of rooms that may have changed since forget_touched().
  const std::vector<RoomName>& touched() const { return touched_; }
  void forget_touched() { touched_.clear(); }

  // As the lists of the protocol have them.
  std::string as_list() const;
  std::string members_of(const RoomName& name) const;

 private:
  struct Place {
    std::uint64_t room;
    bool present;
    bool coming = false;
  };

  ModelRoom* find_any(const RoomName& name);  ///< Or nothing but people who are coming.
  bool is_elsewhere(const UserName& user, const ModelRoom* wanted) const;
  void come(ModelRoom& room, std::uint64_t number, const UserName& user);
  void give_up_place(const UserName& user);
  void remove(std::uint64_t number, const UserName& user);

  InOrder in_order_;
  std::unordered_map<RoomName, std::uint64_t> numbers_;
  std::unordered_map<UserName, Place> places_;
  std::vector<RoomName> touched_;
  std::uint64_t last_number_ = 0;
  std::size_t absent_ = 0;
};

}  // namespace parley::sim::check
