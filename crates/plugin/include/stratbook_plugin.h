/* stratbook_plugin.h: the interface between Stratbook and its plugins, protocol 1.
 *
 * A plugin is a shared library that exports one function, stratbook_plugin_v1, which returns a table. The host calls
 * the table's `call` with the name of a method and a request in JSON; the plugin hands its answer to the host's
 * `answer`. That is all.
 *
 * Rules, for both sides:
 *   Text    is UTF-8. A size does not count the zero byte that follows every text the host gives.
 *   Memory  belongs to the side that made it. What one side is given is valid until the function it was given to
 *           returns, and is copied by who wants to keep it. Nothing is freed across the interface.
 *   Structs begin with their own size. Later versions only append members; a member beyond the size that the other
 *           side stated does not exist. Numbers never change their meaning.
 *   Threads The host makes one call at a time. Its functions may be called only during a call, and only by the thread
 *           that the call came on.
 *   Unwinding (a C++ exception, a Rust panic) must not leave a function.
 *
 * A loaded plugin runs in a process of its own, without network, without files, with an empty environment and with
 * limits on time and memory. It is never unloaded. Methods, requests and answers are described in the reference page
 * "Plugin interface" and in the JSON Schemas beside it.
 */
#ifndef STRATBOOK_PLUGIN_H
#define STRATBOOK_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What `call` returns, and what the host's `ask` returns. */
#define STRATBOOK_OK 0          /* the answer was given */
#define STRATBOOK_UNSUPPORTED 1 /* there is no such method; no answer is given */
#define STRATBOOK_FAILED 2      /* the answer, if one was given, is a text that says what went wrong */

/* The protocol that this header describes: what requests and answers mean. */
#define STRATBOOK_PROTOCOL 1

/* What a plugin can call while it is called. */
typedef struct stratbook_host {
    uint32_t struct_size; /* sizeof(stratbook_host), as the host knows it */
    uint32_t protocol;    /* the protocol that the host speaks in this process */
    void *context;        /* given back to every function below; means nothing to the plugin */

    /* Hands over the answer. Once for each call; of several the last counts. */
    void (*answer)(void *context, const char *text, size_t size);

    /* Asks the host: name is "search", "document", "documents", "report", "log" or "progress". `receive` is called
     * once, before `ask` returns, with the answer (JSON) or, when `ask` returns STRATBOOK_FAILED, with a text that says
     * what went wrong. `receive` may be null where the answer does not matter. */
    int32_t (*ask)(void *context, const char *name, const char *request, size_t size,
                   void (*receive)(void *user, const char *text, size_t size), void *user);
} stratbook_host;

/* What a plugin is. The table must stay where it is for the life of the process. */
typedef struct stratbook_plugin {
    uint32_t struct_size;   /* sizeof(stratbook_plugin), as the plugin knows it */
    uint32_t protocol_low;  /* the oldest protocol that it speaks */
    uint32_t protocol_high; /* the newest protocol that it speaks */
    uint32_t reserved;      /* zero */

    /* Carries out "describe", "generate", "rollup", "check" or "shortcode", and answers STRATBOOK_UNSUPPORTED for a
     * method that it does not know. */
    int32_t (*call)(const stratbook_host *host, const char *method, const char *request, size_t size);
} stratbook_plugin;

#if defined(_WIN32)
#define STRATBOOK_EXPORT __declspec(dllexport)
#elif defined(__GNUC__)
#define STRATBOOK_EXPORT __attribute__((visibility("default")))
#else
#define STRATBOOK_EXPORT
#endif

/* The one function that a plugin exports. Called once, before anything else. */
STRATBOOK_EXPORT const stratbook_plugin *stratbook_plugin_v1(void);

#ifdef __cplusplus
}
#endif

#endif
