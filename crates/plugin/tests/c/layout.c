/* Prints what the header says, for the test that compares it with the Rust side. Valid C11 and C++17. */
#include "stratbook_plugin.h"

#include <stdio.h>

#define SIZE(type) printf("size " #type " %zu\n", sizeof(type))
#define OFFSET(type, member) printf("offset " #type "." #member " %zu\n", offsetof(type, member))
#define VALUE(name) printf("value " #name " %d\n", (int)(name))

int main(void) {
    SIZE(stratbook_host);
    OFFSET(stratbook_host, struct_size);
    OFFSET(stratbook_host, protocol);
    OFFSET(stratbook_host, context);
    OFFSET(stratbook_host, answer);
    OFFSET(stratbook_host, ask);
    SIZE(stratbook_plugin);
    OFFSET(stratbook_plugin, struct_size);
    OFFSET(stratbook_plugin, protocol_low);
    OFFSET(stratbook_plugin, protocol_high);
    OFFSET(stratbook_plugin, reserved);
    OFFSET(stratbook_plugin, call);
    VALUE(STRATBOOK_OK);
    VALUE(STRATBOOK_UNSUPPORTED);
    VALUE(STRATBOOK_FAILED);
    VALUE(STRATBOOK_PROTOCOL);
    return 0;
}
