#pragma once

#include <cstddef>

namespace parley::apps {

/// Lifts the program's limit of open files as far as the system lets it: each connection is a file, and so
/// is each tape that is read beside the others; the usual soft limit of 1,024 is all too few. Returns the
/// limit.
std::size_t raise_file_limit();

/// How many connections a registry that may open so many files can have, of those wanted: some files are its
/// own, and one in eight is left for connections that shake hands, so that a newcomer can take the place of
/// one who is not logged in.
std::size_t connections_within(std::size_t files, std::size_t wanted);

}  // namespace parley::apps
