# Writes OUT, a source file that answers commit() of src/app/commit.h: the commit the program is
# built from, with "-changed" where files differ from it; empty outside a git checkout. Run at every
# build; OUT is only touched where its text changes.
#   cmake -DSOURCE=… -DOUT=… -P commit.cmake
set(commit "")
execute_process(COMMAND git -C ${SOURCE} rev-parse --short=12 HEAD
  OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
if(failed)
  set(commit "")
else()
  execute_process(COMMAND git -C ${SOURCE} diff --quiet HEAD -- src web examples cmake
    ERROR_QUIET RESULT_VARIABLE changed)
  if(changed)
    string(APPEND commit "-changed")
  endif()
endif()
set(text "#include \"app/commit.h\"

namespace retainwise::app {

std::string_view commit() {
  return \"${commit}\";
}

}  // namespace retainwise::app
")
set(before "")
if(EXISTS ${OUT})
  file(READ ${OUT} before)
endif()
if(NOT before STREQUAL text)
  file(WRITE ${OUT} "${text}")
endif()
