// The published lists of names that generated C++ avoids (docs/CPP_NAMES.md), separated by blanks.
// A word that is added here renames somebody's field, and so breaks that user's build.
#include "idlc/cpp/reserved_words.h"

#include <unordered_set>

namespace idlc::cpp {

namespace {

// Keywords of C++20, alternative tokens, words with a meaning in some places, and GNU's typeof.
constexpr std::string_view kKeywords =
    "alignas alignof and and_eq asm auto bitand bitor bool break case catch char char16_t "
    "char32_t char8_t class co_await co_return co_yield compl concept const const_cast "
    "consteval constexpr constinit continue decltype default delete do double dynamic_cast "
    "else enum explicit export extern false final float for friend goto if import inline int "
    "long module mutable namespace new noexcept not not_eq nullptr operator or or_eq override "
    "private protected public register reinterpret_cast requires return short signed sizeof "
    "static static_assert static_cast struct switch template this thread_local throw true try "
    "typedef typeid typename typeof union unsigned using virtual void volatile wchar_t while "
    "xor xor_eq ";

// Macros of the C library's common headers (GNU and others), and what compilers predefine.
constexpr std::string_view kMacros =
    "AF_INET AF_UNIX AIO_PRIO_DELTA_MAX BC_BASE_MAX BC_DIM_MAX BC_SCALE_MAX BC_STRING_MAX "
    "BIG_ENDIAN BOOL_MAX BOOL_WIDTH BUFSIZ BUS_ADRALN BUS_ADRERR BUS_MCEERR_AO BUS_MCEERR_AR "
    "BUS_OBJERR BYTE_ORDER CHARCLASS_NAME_MAX CHAR_BIT CHAR_MAX CHAR_MIN CHAR_WIDTH "
    "CLD_CONTINUED CLD_DUMPED CLD_EXITED CLD_KILLED CLD_STOPPED CLD_TRAPPED CLOCKS_PER_SEC "
    "CLOCK_MONOTONIC CLOCK_REALTIME CLOSE_RANGE_CLOEXEC CLOSE_RANGE_UNSHARE COLL_WEIGHTS_MAX "
    "DBL_EPSILON DBL_MAX DBL_MIN DELAYTIMER_MAX DOMAIN E2BIG EACCES EADDRINUSE EADDRNOTAVAIL "
    "EADV EAFNOSUPPORT EAGAIN EALREADY EBADE EBADF EBADFD EBADMSG EBADR EBADRQC EBADSLT "
    "EBFONT EBUSY ECANCELED ECHILD ECHRNG ECOMM ECONNABORTED ECONNREFUSED ECONNRESET EDEADLK "
    "EDEADLOCK EDESTADDRREQ EDOM EDOTDOT EDQUOT EEXIST EFAULT EFBIG EHOSTDOWN EHOSTUNREACH "
    "EHWPOISON EIDRM EILSEQ EINPROGRESS EINTR EINVAL EIO EISCONN EISDIR EISNAM EKEYEXPIRED "
    "EKEYREJECTED EKEYREVOKED EL2HLT EL2NSYNC EL3HLT EL3RST ELIBACC ELIBBAD ELIBEXEC ELIBMAX "
    "ELIBSCN ELNRNG ELOOP EMEDIUMTYPE EMFILE EMLINK EMSGSIZE EMULTIHOP ENAMETOOLONG ENAVAIL "
    "ENETDOWN ENETRESET ENETUNREACH ENFILE ENOANO ENOBUFS ENOCSI ENODATA ENODEV ENOENT "
    "ENOEXEC ENOKEY ENOLCK ENOLINK ENOMEDIUM ENOMEM ENOMSG ENONET ENOPKG ENOPROTOOPT ENOSPC "
    "ENOSR ENOSTR ENOSYS ENOTBLK ENOTCONN ENOTDIR ENOTEMPTY ENOTNAM ENOTRECOVERABLE ENOTSOCK "
    "ENOTSUP ENOTTY ENOTUNIQ ENXIO EOF EOPNOTSUPP EOVERFLOW EOWNERDEAD EPERM EPFNOSUPPORT "
    "EPIPE EPROTO EPROTONOSUPPORT EPROTOTYPE ERANGE EREMCHG EREMOTE EREMOTEIO ERESTART "
    "ERFKILL EROFS ESHUTDOWN ESOCKTNOSUPPORT ESPIPE ESRCH ESRMNT ESTALE ESTRPIPE ETIME "
    "ETIMEDOUT ETOOMANYREFS ETXTBSY EUCLEAN EUNATCH EUSERS EWOULDBLOCK EXDEV EXFULL "
    "EXIT_FAILURE EXIT_SUCCESS EXPR_NEST_MAX FALSE FD_CLR FD_ISSET FD_SET FD_SETSIZE FD_ZERO "
    "FILENAME_MAX FLT_EPSILON FLT_MAX FLT_MIN FOPEN_MAX FPE_CONDTRAP FPE_FLTDIV FPE_FLTINV "
    "FPE_FLTOVF FPE_FLTRES FPE_FLTSUB FPE_FLTUND FPE_FLTUNK FPE_INTDIV FPE_INTOVF FP_ILOGB0 "
    "FP_ILOGBNAN FP_INFINITE FP_INT_DOWNWARD FP_INT_TONEAREST FP_INT_TONEARESTFROMZERO "
    "FP_INT_TOWARDZERO FP_INT_UPWARD FP_LLOGB0 FP_LLOGBNAN FP_NAN FP_NORMAL FP_SUBNORMAL "
    "FP_XSTATE_MAGIC1 FP_XSTATE_MAGIC2 FP_XSTATE_MAGIC2_SIZE FP_ZERO F_LOCK F_OK F_TEST "
    "F_TLOCK F_ULOCK HOST_NAME_MAX HUGE_VAL HUGE_VALF HUGE_VALL HUGE_VAL_F128 HUGE_VAL_F32 "
    "HUGE_VAL_F32X HUGE_VAL_F64 HUGE_VAL_F64X ILL_BADIADDR ILL_BADSTK ILL_COPROC ILL_ILLADR "
    "ILL_ILLOPC ILL_ILLOPN ILL_ILLTRP ILL_PRVOPC ILL_PRVREG INFINITY INT16_MAX INT16_MIN "
    "INT32_MAX INT32_MIN INT64_MAX INT64_MIN INT8_MAX INT8_MIN INTMAX_MAX INTPTR_MAX INT_MAX "
    "INT_MIN INT_WIDTH IOV_MAX LC_ALL LC_NUMERIC LC_TIME LINE_MAX LITTLE_ENDIAN LLONG_MAX "
    "LLONG_MIN LLONG_WIDTH LOGIN_NAME_MAX LONG_BIT LONG_LONG_MAX LONG_LONG_MIN LONG_MAX "
    "LONG_MIN LONG_WIDTH L_INCR L_SET L_XTND L_ctermid L_cuserid L_tmpnam MATH_ERREXCEPT "
    "MATH_ERRNO MAXFLOAT MAX_CANON MAX_INPUT MB_CUR_MAX MB_LEN_MAX MINSIGSTKSZ MQ_PRIO_MAX "
    "M_1_PI M_1_PIf M_1_PIf128 M_1_PIf32 M_1_PIf32x M_1_PIf64 M_1_PIf64x M_1_PIl M_2_PI "
    "M_2_PIf M_2_PIf128 M_2_PIf32 M_2_PIf32x M_2_PIf64 M_2_PIf64x M_2_PIl M_2_SQRTPI "
    "M_2_SQRTPIf M_2_SQRTPIf128 M_2_SQRTPIf32 M_2_SQRTPIf32x M_2_SQRTPIf64 M_2_SQRTPIf64x "
    "M_2_SQRTPIl M_E M_Ef M_Ef128 M_Ef32 M_Ef32x M_Ef64 M_Ef64x M_El M_LN10 M_LN10f "
    "M_LN10f128 M_LN10f32 M_LN10f32x M_LN10f64 M_LN10f64x M_LN10l M_LN2 M_LN2f M_LN2f128 "
    "M_LN2f32 M_LN2f32x M_LN2f64 M_LN2f64x M_LN2l M_LOG10E M_LOG10Ef M_LOG10Ef128 M_LOG10Ef32 "
    "M_LOG10Ef32x M_LOG10Ef64 M_LOG10Ef64x M_LOG10El M_LOG2E M_LOG2Ef M_LOG2Ef128 M_LOG2Ef32 "
    "M_LOG2Ef32x M_LOG2Ef64 M_LOG2Ef64x M_LOG2El M_PI M_PI_2 M_PI_2f M_PI_2f128 M_PI_2f32 "
    "M_PI_2f32x M_PI_2f64 M_PI_2f64x M_PI_2l M_PI_4 M_PI_4f M_PI_4f128 M_PI_4f32 M_PI_4f32x "
    "M_PI_4f64 M_PI_4f64x M_PI_4l M_PIf M_PIf128 M_PIf32 M_PIf32x M_PIf64 M_PIf64x M_PIl "
    "M_SQRT1_2 M_SQRT1_2f M_SQRT1_2f128 M_SQRT1_2f32 M_SQRT1_2f32x M_SQRT1_2f64 M_SQRT1_2f64x "
    "M_SQRT1_2l M_SQRT2 M_SQRT2f M_SQRT2f128 M_SQRT2f32 M_SQRT2f32x M_SQRT2f64 M_SQRT2f64x "
    "M_SQRT2l NAME_MAX NAN NFDBITS NGREG NGROUPS_MAX NL_ARGMAX NL_LANGMAX NL_MSGMAX NL_NMAX "
    "NL_SETMAX NL_TEXTMAX NSIG NULL NZERO OVERFLOW O_APPEND O_CREAT O_EXCL O_NONBLOCK "
    "O_RDONLY O_RDWR O_TRUNC O_WRONLY PATH_MAX PDP_ENDIAN PIPE_BUF PLOSS POLL_ERR POLL_HUP "
    "POLL_IN POLL_MSG POLL_OUT POLL_PRI PTHREAD_DESTRUCTOR_ITERATIONS PTHREAD_KEYS_MAX "
    "PTHREAD_STACK_MIN PTRDIFF_MAX PTRDIFF_MIN P_tmpdir RAND_MAX REG_CR2 REG_CSGSFS REG_EFL "
    "REG_ERR REG_OLDMASK REG_R10 REG_R11 REG_R12 REG_R13 REG_R14 REG_R15 REG_R8 REG_R9 "
    "REG_RAX REG_RBP REG_RBX REG_RCX REG_RDI REG_RDX REG_RIP REG_RSI REG_RSP REG_TRAPNO "
    "RENAME_EXCHANGE RENAME_NOREPLACE RENAME_WHITEOUT RE_DUP_MAX RTSIG_MAX R_OK SA_INTERRUPT "
    "SA_NOCLDSTOP SA_NOCLDWAIT SA_NODEFER SA_NOMASK SA_ONESHOT SA_ONSTACK SA_RESETHAND "
    "SA_RESTART SA_SIGINFO SA_STACK SCHAR_MAX SCHAR_MIN SCHAR_WIDTH SEEK_CUR SEEK_DATA "
    "SEEK_END SEEK_HOLE SEEK_SET SEGV_ACCADI SEGV_ACCERR SEGV_ADIDERR SEGV_ADIPERR "
    "SEGV_BNDERR SEGV_MAPERR SEGV_MTEAERR SEGV_MTESERR SEGV_PKUERR SEM_VALUE_MAX SHRT_MAX "
    "SHRT_MIN SHRT_WIDTH SIGABRT SIGALRM SIGBUS SIGCHLD SIGCLD SIGCONT SIGEV_NONE "
    "SIGEV_SIGNAL SIGEV_THREAD SIGEV_THREAD_ID SIGFPE SIGHUP SIGILL SIGINT SIGIO SIGIOT "
    "SIGKILL SIGPIPE SIGPOLL SIGPROF SIGPWR SIGQUIT SIGRTMAX SIGRTMIN SIGSEGV SIGSTKFLT "
    "SIGSTKSZ SIGSTOP SIGSYS SIGTERM SIGTRAP SIGTSTP SIGTTIN SIGTTOU SIGURG SIGUSR1 SIGUSR2 "
    "SIGVTALRM SIGWINCH SIGXCPU SIGXFSZ SIG_BLOCK SIG_DFL SIG_ERR SIG_HOLD SIG_IGN "
    "SIG_SETMASK SIG_UNBLOCK SING SIZE_MAX SI_ASYNCIO SI_ASYNCNL SI_DETHREAD SI_KERNEL "
    "SI_MESGQ SI_QUEUE SI_SIGIO SI_TIMER SI_TKILL SI_USER SNAN SNANF SNANF128 SNANF32 "
    "SNANF32X SNANF64 SNANF64X SNANL SOCK_DGRAM SOCK_STREAM SSIZE_MAX SS_DISABLE SS_ONSTACK "
    "STDERR_FILENO STDIN_FILENO STDOUT_FILENO TEMP_FAILURE_RETRY TIME_UTC TLOSS TMP_MAX "
    "TRAP_BRANCH TRAP_BRKPT TRAP_HWBKPT TRAP_TRACE TRAP_UNK TRUE TTY_NAME_MAX UCHAR_MAX "
    "UCHAR_WIDTH UINT16_MAX UINT32_MAX UINT64_MAX UINT8_MAX UINTMAX_MAX UINTPTR_MAX UINT_MAX "
    "UINT_WIDTH ULLONG_MAX ULLONG_WIDTH ULONG_LONG_MAX ULONG_MAX ULONG_WIDTH UNDERFLOW "
    "USHRT_MAX USHRT_WIDTH WCONTINUED WEXITED WEXITSTATUS WIFCONTINUED WIFEXITED WIFSIGNALED "
    "WIFSTOPPED WNOHANG WNOWAIT WORD_BIT WSTOPPED WSTOPSIG WTERMSIG WUNTRACED W_OK "
    "XATTR_LIST_MAX XATTR_NAME_MAX XATTR_SIZE_MAX X_OK alloca assert assert_perror be16toh "
    "be32toh be64toh errno htobe16 htobe32 htobe64 htole16 htole32 htole64 i386 issubnormal "
    "le16toh le32toh le64toh linux major makedev math_errhandling minor offsetof s6_addr "
    "sa_handler sa_sigaction sched_priority setjmp si_addr si_addr_lsb si_arch si_band "
    "si_call_addr si_fd si_int si_lower si_overrun si_pid si_pkey si_ptr si_status si_stime "
    "si_syscall si_timerid si_uid si_upper si_utime si_value sigev_notify_attributes "
    "sigev_notify_function sigmask st_atime st_ctime st_mtime stderr stdin stdout unix va_arg "
    "va_copy va_end va_start ";

// Functions, types and variables of the C library: no namespace can have their names.
constexpr std::string_view kGlobals =
    "FILE abort abs accept accept4 access acct acos acosh addrinfo adjtime alarm all "
    "arc4random asctime asin asinh atan atan2 atanh atexit atoi atoll basename bcmp bcopy "
    "bind bindresvport bindresvport6 brk bsearch btowc bzero calloc canonicalize cbrt ceil "
    "chdir chmod chown chroot clearenv clearerr clock clone close cmsghdr confstr connect "
    "copysign cos cosh creat crypt ctermid ctime cuserid daemon daylight difftime div drand48 "
    "drem dup dup2 dup3 duplocale dysize ecvt endhostent endnetent endnetgrent endprotoent "
    "endrpcent endservent environ erand48 erf erfc eventfd exec execl execle execlp execv "
    "execve execvp exit exp exp10 exp2 expm1 fabs fadd fchmod fchmodat fclose fcvt fdim fdiv "
    "fdopen ferror fflush ffma ffs fgetc fgetpos fgets fgetwc fgetws fileno finite flock "
    "flockfile floor fma fmax fmaximum fmaxmag fmemopen fmin fminimum fminmag fmod fopen "
    "fopencookie fork fputc fputs fputwc fputws fread free freeaddrinfo freelocale freopen "
    "frexp fromfp fromfpx fseek fseeko fsetpos fsqrt fstat fstatat fsub fsync ftello "
    "ftruncate ftrylockfile funlockfile futimens futimes futimesat fwide fwrite gaicb gamma "
    "gcvt getaddrinfo getc getchar getcpu getdate getdelim getenv gethostbyaddr gethostbyname "
    "gethostbyname2 gethostent getipv4sourcefilter getitimer getline getloadavg getnameinfo "
    "getnetbyaddr getnetbyname getnetent getnetgrent getopt getpayload getpeername getpid "
    "getprotobyname getprotobynumber getprotoent getpt getrpcbyname getrpcbynumber getrpcent "
    "gets getservbyname getservbyport getservent getsockname getsockopt getsourcefilter "
    "getsubopt gettimeofday getuid getumask getw getwc getwchar gmtime grantpt group herror "
    "hostent hstrerror htons hypot ilogb index initstate innetgr ioctl iovec iruserok isalnum "
    "isalpha isascii isatty isblank isctype isdigit isfdtype isgraph islower isprint ispunct "
    "isspace isupper iswalnum iswalpha iswblank iswctype iswdigit iswgraph iswlower iswprint "
    "iswpunct iswspace iswupper iswxdigit isxdigit itimerspec j0 j1 jn jrand48 kill killpg "
    "labs lchmod lchown lcong48 lconv ldexp ldiv lgamma linger link listen llabs lldiv llogb "
    "llrint llround localeconv localtime lockf log log10 log1p log2 logb lrand48 lrint lround "
    "lseek lstat lutimes madvise main malloc mblen mbrlen mbrtowc mbsinit mbsnrtowcs "
    "mbsrtowcs mbstowcs mbtowc memccpy memchr memcmp memcpy memfrob memmem memmove mempcpy "
    "memrchr memset mincore mkdir mkdirat mkdtemp mkfifo mkfifoat mknod mknodat mkostemp "
    "mkostemps mkstemp mkstemps mktemp mktime mlock mlock2 mmap mmsghdr mprotect mrand48 "
    "mremap msghdr msync munlock munmap nan nanosleep nearbyint netent newlocale nextafter "
    "nextdown nexttoward nextup nice nrand48 ntohs obstack open openat optarg opterr optind "
    "option optopt osockaddr passwd pause pclose perror pipe pipe2 poll pollfd popen pow "
    "pread printf profil protoent psiginfo ptsname putc putchar putenv puts putw putwc "
    "putwchar pwrite qecvt qfcvt qgcvt qsort raise rand random rawmemchr rcmd read readlink "
    "realloc reallocarray realpath recv recvfrom recvmmsg recvmsg remainder remove remquo "
    "rename renameat renameat2 rewind rexec rindex rint rmdir round roundeven rpcent rpmatch "
    "rresvport rusage ruserok sbrk scalb scalbln scalbn seed48 select send sendmmsg sendmsg "
    "sendto servent setbuffer setenv sethostent setipv4sourcefilter setitimer setlocale "
    "setnetent setnetgrent setns setpayload setpayloadsig setprotoent setrpcent setservent "
    "setsid setsockopt setsourcefilter setstate settimeofday setuid shutdown sigaction "
    "sigaddset sigaltstack sigandset sigblock sigcontext sigdelset sigemptyset sigevent "
    "sigfillset siggetmask sighold sigignore siginterrupt sigisemptyset sigismember signal "
    "signgam significand sigorset sigpause sigpending sigprocmask sigqueue sigrelse sigreturn "
    "sigset sigsetmask sigstack sigsuspend sigtimedwait sigval sigwait sigwaitinfo sin sincos "
    "sinh sleep sockaddr sockatmark socket socketpair sqrt srand srand48 srandom stat statx "
    "stime stpcpy stpncpy strcasecmp strcat strchr strcmp strcpy strcspn strdup strerror "
    "strfromd strfry strftime strlen strncat strncmp strncpy strndup strnlen strpbrk strptime "
    "strrchr strsep strspn strstr strtod strtok strtold strtoq strtouq strverscmp strxfrm "
    "swab symlink sync syscall syscalls sysconf system tan tanh tcgetpgrp tempnam tgamma time "
    "timegm times timespec timeval timex timezone tm tmpfile tmpnam toascii tolower "
    "totalorder totalordermag toupper towctrans towlower towupper trunc truncate tty ttyname "
    "tzname tzset ualarm ucred ufromfp ufromfpx umask uname ungetc ungetwc unlink unlockpt "
    "unsetenv unshare uselocale usleep utimensat utimes valloc vfork vhangup wait wait3 wait4 "
    "waitid waitpid wcpcpy wcpncpy wcrtomb wcscasecmp wcscat wcschr wcscmp wcscpy wcscspn "
    "wcsdup wcsftime wcslen wcsncasecmp wcsncat wcsncmp wcsncpy wcsnlen wcsnrtombs wcspbrk "
    "wcsrchr wcsrtombs wcsspn wcsstr wcstod wcstok wcstold wcstombs wcstoq wcstouq wcswcs "
    "wcswidth wcsxfrm wctob wctomb wctrans wctype wcwidth wmemchr wmemcmp wmemcpy wmemmove "
    "wmempcpy wmemset write y0 y1 yn ";

using Words = std::unordered_set<std::string_view>;

Words split(std::string_view list) {
  Words words;
  while (!list.empty()) {
    const auto end = list.find(' ');
    words.insert(list.substr(0, end));
    list.remove_prefix(end + 1);
  }
  return words;
}

const Words& keywords() {
  static const Words words = split(kKeywords);
  return words;
}

const Words& macros() {
  static const Words words = split(kMacros);
  return words;
}

const Words& globals() {
  static const Words words = split(kGlobals);
  return words;
}

}  // namespace

bool is_keyword(std::string_view word) { return keywords().contains(word); }

bool is_macro(std::string_view word) { return macros().contains(word); }

bool is_global_name(std::string_view word) { return globals().contains(word); }

std::size_t reserved_word_count() { return keywords().size() + macros().size() + globals().size(); }

}  // namespace idlc::cpp
