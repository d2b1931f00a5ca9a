#pragma once

namespace parley::apps {

/// Lifts the program's limit of open files as far as the system lets it: each connection is a file, and so
/// is each tape that is read beside the others; the usual soft limit of 1,024 is all too few.
void raise_file_limit();

}  // namespace parley::apps
