/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SANITIZED: 1 where the address sanitizer watches, else 0.  gcc and clang each tell it in a way of
 * their own. */
#ifndef TESTS_SANITIZED_H
#define TESTS_SANITIZED_H

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

#endif
