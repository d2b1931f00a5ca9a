#include "registry/room_storage.hpp"

#include <utility>

#include "registry/log_line.hpp"

namespace parley::registry {
namespace {

StoredRoom stored(const Room& room) {
  StoredRoom out{room.name, room.number, room.port, room.version, room.term, {}};
  out.members.reserve(room.members.size());
  for (const auto& member : room.members) out.members.push_back(member.user);
  return out;
}

}  // namespace

void RoomStorage::load(Store::Loaded done) {
  work_.begin();
  store_.load_rooms([this, done = std::move(done)](Result<std::vector<StoredRoom>> rooms) {
    done(std::move(rooms));
    work_.end();
  });
}

void RoomStorage::save(const Room& room, Store::Done done) {
  store_.save_room(stored(room), finish(room.name, std::move(done)));
}

void RoomStorage::erase(const RoomName& room, Store::Done done) {
  store_.erase_room(room, finish(room, std::move(done)));
}

void RoomStorage::record(const Departure& departure, Store::Done done) {
  if (departure.room == nullptr) return erase(departure.name, std::move(done));
  save(*departure.room, std::move(done));
}

Store::Done RoomStorage::finish(const RoomName& room, Store::Done done) {
  work_.begin();
  return [this, room, done = std::move(done)](Result<void> result) {
    if (!result) {
      log_line(log_, LogLevel::kError,
               {"room ", room.text(), " could not be written: ", result.error().message});
    }
    if (done) done(result);
    work_.end();
  };
}

}  // namespace parley::registry
