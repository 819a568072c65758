// Generated from german.sbl by Snowball 3.1.1 (commit 746d1423d435) - https://snowballstem.org/ - BSD-3-Clause, see LICENSE.txt
const a_0 = [
["", 5],
["ae", 2, 1],
["oe", 3, 2],
["qu", -1, 3],
["ue", 4, 4],
["\u00DF", 1, 5]
];
const a_1 = [
["", 5],
["U", 2, 1],
["Y", 1, 2],
["\u00E4", 3, 3],
["\u00F6", 4, 4],
["\u00FC", 2, 5]
];
const a_2 = [
["e", 3],
["em", 1],
["en", 3],
["erinnen", 2, 1],
["erin", 2],
["ln", 5],
["ern", 2],
["er", 2],
["s", 4],
["es", 3, 1],
["lns", 5, 2]
];
const a_3 = [
["tick", -1],
["plan", -1],
["geordn", -1],
["intern", -1],
["tr", -1]
];
const a_4 = [
["en", 1],
["er", 1],
["et", 3],
["st", 2],
["est", 1, 1]
];
const a_5 = [
["ig", 1],
["lich", 1]
];
const a_6 = [
["end", 1],
["ig", 2],
["ung", 1],
["lich", 3],
["isch", 2],
["ik", 2],
["heit", 3],
["keit", 4]
];
const a_7 = [
["'", 1],
["'sch", 1],
["'s", 1]
];
const g_v = [17, 65, 16, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 32, 8];
const g_et_ending = [1, 128, 198, 227, 32, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 128];
const g_s_ending = [117, 30, 5];
const g_st_ending = [117, 30, 4];
import B from './base-stemmer.js'
export default class extends B {
#stem() {
let a;
let I_x;
let I_p2;
let I_p1;
const v_1 = this.c;
lab0: {
const v_2 = this.c;
while (true) {
const v_3 = this.c;
lab1: {
golab2: while (true)
{
const v_4 = this.c;
lab3: {
if (!(this.in_grouping(g_v, 97, 252))) break lab3;
this.bra = this.c;
lab4: {
const v_5 = this.c;
lab5: {
if (!(this.eq_s("u"))) break lab5;
this.ket = this.c;
if (!(this.in_grouping(g_v, 97, 252))) break lab5;
this.slice_from("U");
break lab4;
}
this.c = v_5;
if (!(this.eq_s("y"))) break lab3;
this.ket = this.c;
if (!(this.in_grouping(g_v, 97, 252))) break lab3;
this.slice_from("Y");
}
this.c = v_4;
break golab2;
}
this.c = v_4;
if (this.c >= this.limit) break lab1;
this.c++;
}
continue;
}
this.c = v_3;
break;
}
this.c = v_2;
while (true) {
const v_6 = this.c;
lab6: {
this.bra = this.c;
a = this.find_among(a_0);
this.ket = this.c;
switch (a) {
case 1: {
this.slice_from("ss");
break;
}
case 2: {
this.slice_from("\u00E4");
break;
}
case 3: {
this.slice_from("\u00F6");
break;
}
case 4: {
this.slice_from("\u00FC");
break;
}
case 5: {
if (this.c >= this.limit) break lab6;
this.c++;
break;
}
}
continue;
}
this.c = v_6;
break;
}
}
this.c = v_1;
const v_7 = this.c;
lab7: {
I_p1 = this.limit;
I_p2 = this.limit;
const v_8 = this.c;
if (this.c + 3 > this.limit) break lab7;
this.c += 3;
I_x = this.c;
this.c = v_8;
if (!this.go_out_grouping(g_v, 97, 252)) break lab7;
this.c++;
if (!this.go_in_grouping(g_v, 97, 252)) break lab7;
this.c++;
I_p1 = this.c;
lab8: {
if ((I_p1 >= I_x)) break lab8;
I_p1 = I_x;
}
if (!this.go_out_grouping(g_v, 97, 252)) break lab7;
this.c++;
if (!this.go_in_grouping(g_v, 97, 252)) break lab7;
this.c++;
I_p2 = this.c;
}
this.c = v_7;
this.limit_backward = this.c; this.c = this.limit;
lab9: {
const v_9 = this.limit - this.c;
lab10: {
this.ket = this.c;
a = this.find_among_b(a_2);
if (a === 0) break lab10;
this.bra = this.c;
if ((I_p1 > this.c)) break lab10;
switch (a) {
case 1: {
lab11: {
if (!(this.eq_s_b("syst"))) break lab11;
break lab10;
}
this.slice_del();
break;
}
case 2: {
this.slice_del();
break;
}
case 3: {
this.slice_del();
const v_10 = this.limit - this.c;
lab12: {
this.ket = this.c;
if (!(this.eq_s_b("s"))) {
this.c = this.limit - v_10;
break lab12;
}
this.bra = this.c;
if (!(this.eq_s_b("nis"))) {
this.c = this.limit - v_10;
break lab12;
}
this.slice_del();
}
break;
}
case 4: {
if (!(this.in_grouping_b(g_s_ending, 98, 116))) break lab10;
this.slice_del();
break;
}
case 5: {
this.slice_from("l");
break;
}
}
}
this.c = this.limit - v_9;
const v_11 = this.limit - this.c;
lab13: {
this.ket = this.c;
a = this.find_among_b(a_4);
if (a === 0) break lab13;
this.bra = this.c;
if ((I_p1 > this.c)) break lab13;
switch (a) {
case 1: {
this.slice_del();
break;
}
case 2: {
if (!(this.in_grouping_b(g_st_ending, 98, 116))) break lab13;
if (this.c - 3 < this.limit_backward) break lab13;
this.c -= 3;
this.slice_del();
break;
}
case 3: {
const v_12 = this.limit - this.c;
if (!(this.in_grouping_b(g_et_ending, 85, 228))) break lab13;
this.c = this.limit - v_12;
{
const v_13 = this.limit - this.c;
lab14: {
if (this.find_among_b(a_3) === 0) break lab14;
break lab13;
}
this.c = this.limit - v_13;
}
this.slice_del();
break;
}
}
}
this.c = this.limit - v_11;
const v_14 = this.limit - this.c;
lab15: {
this.ket = this.c;
a = this.find_among_b(a_6);
if (a === 0) break lab15;
this.bra = this.c;
if ((I_p2 > this.c)) break lab15;
switch (a) {
case 1: {
this.slice_del();
const v_15 = this.limit - this.c;
lab16: {
this.ket = this.c;
if (!(this.eq_s_b("ig"))) {
this.c = this.limit - v_15;
break lab16;
}
this.bra = this.c;
lab17: {
if (!(this.eq_s_b("e"))) break lab17;
this.c = this.limit - v_15;
break lab16;
}
if ((I_p2 > this.c)) {
this.c = this.limit - v_15;
break lab16;
}
this.slice_del();
}
break;
}
case 2: {
lab18: {
if (!(this.eq_s_b("e"))) break lab18;
break lab15;
}
this.slice_del();
break;
}
case 3: {
this.slice_del();
const v_16 = this.limit - this.c;
lab19: {
this.ket = this.c;
lab20: {
lab21: {
if (!(this.eq_s_b("er"))) break lab21;
break lab20;
}
if (!(this.eq_s_b("en"))) {
this.c = this.limit - v_16;
break lab19;
}
}
this.bra = this.c;
if ((I_p1 > this.c)) {
this.c = this.limit - v_16;
break lab19;
}
this.slice_del();
}
break;
}
case 4: {
this.slice_del();
const v_17 = this.limit - this.c;
lab22: {
this.ket = this.c;
if (this.find_among_b(a_5) === 0) {
this.c = this.limit - v_17;
break lab22;
}
this.bra = this.c;
if ((I_p2 > this.c)) {
this.c = this.limit - v_17;
break lab22;
}
this.slice_del();
}
break;
}
}
}
this.c = this.limit - v_14;
const v_18 = this.limit - this.c;
lab23: {
this.ket = this.c;
if (this.find_among_b(a_7) === 0) break lab23;
this.bra = this.c;
if (this.c <= this.limit_backward) break lab23;
this.c--;
if ((this.c <= this.limit_backward)) break lab23;
this.slice_del();
}
this.c = this.limit - v_18;
}
this.c = this.limit_backward;
const v_19 = this.c;
lab24: {
while (true) {
const v_20 = this.c;
lab25: {
this.bra = this.c;
a = this.find_among(a_1);
this.ket = this.c;
switch (a) {
case 1: {
this.slice_from("y");
break;
}
case 2: {
this.slice_from("u");
break;
}
case 3: {
this.slice_from("a");
break;
}
case 4: {
this.slice_from("o");
break;
}
case 5: {
if (this.c >= this.limit) break lab25;
this.c++;
break;
}
}
continue;
}
this.c = v_20;
break;
}
}
this.c = v_19;
return true;
}
stem(input) {
this.setCurrent(input);
this.#stem();
return this.getCurrent();
}
stemWord = this.stem;
}
