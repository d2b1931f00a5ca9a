#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <unordered_map>

#include "base/name.hpp"
#include "base/time.hpp"
#include "sim/world/ids.hpp"

namespace parley::sim::check {

/// Somebody who is logged in, by what the registry answered.
struct ModelUser {
  UserName name;
  std::uint64_t channel;
  NodeId client;
  std::uint16_t port;
  Instant heard;        ///< When a sign of life came for sure, by the registry's clock.
  Instant maybe_heard;  ///< Or may have: a keep-alive whose address a NAT or a move has changed, or one that
                        ///< came while the registry stood still.
  std::list<ModelUser*>::iterator by_silence;
};

/// Who is online, in the order of the log-ins, and who has been silent longest.
class PresenceModel {
 public:
  ModelUser& log_in(const UserName& user, std::uint64_t channel, NodeId client, std::uint16_t port,
                    Instant now);
  void log_out(const UserName& user);
  void clear();

  void heard(ModelUser& user, Instant now, bool surely = true);

  /// Everybody may have been heard.
  void maybe_all_heard(Instant now);

  ModelUser* find(const UserName& user);
  const ModelUser* find(const UserName& user) const;
  const std::list<ModelUser>& in_order() const { return in_order_; }
  std::size_t size() const { return in_order_.size(); }

  /// Of whom nothing may have been heard for longest; nullptr where nobody is online.
  const ModelUser* most_silent() const { return by_silence_.empty() ? nullptr : by_silence_.front(); }

 private:
  std::list<ModelUser> in_order_;
  std::list<ModelUser*> by_silence_;
  std::unordered_map<UserName, std::list<ModelUser>::iterator> by_name_;
};

}  // namespace parley::sim::check
