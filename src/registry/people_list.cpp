#include "registry/people_list.hpp"

#include <algorithm>
#include <optional>

#include "registry/sessions.hpp"
#include "wire/answer.hpp"

namespace parley::registry {

std::string PeopleList::without(ConnectionId asker) {
  if (revision_ != sessions_.revision()) refresh();
  const auto is_asker = [asker](const Entry& entry) { return entry.connection == asker; };
  const auto own = std::find_if(entries_.begin(), entries_.end(), is_asker);
  std::size_t cut = text_.size();
  std::size_t goes_on = text_.size();
  if (own != entries_.end()) {
    cut = own->begin;
    if (own + 1 != entries_.end()) goes_on = (own + 1)->begin;
  }
  std::string others;
  others.reserve(text_.size());
  others.append(text_, 0, cut).append(text_, goes_on);
  if (!others.empty()) others.pop_back();  // The blank behind the last.
  return others;
}

void PeopleList::refresh() {
  text_.clear();
  entries_.clear();
  for (const auto& session : sessions_.in_order()) {
    entries_.push_back({session.connection, text_.size()});
    const wire::PeerEntry entry{session.name,
                                with_addresses_ ? std::optional(session.endpoint) : std::nullopt};
    text_ += wire::encode_peers({&entry, 1});
    text_ += ' ';
  }
  revision_ = sessions_.revision();
}

}  // namespace parley::registry
