#!/usr/bin/python3
"""Puts the kernel through Debian's jupyter_kernel_test, and through what that leaves out.

    JUPYTER_PATH=$(java -jar target/unroll.jar kernelspec --path | tail -n 1) \
        /usr/bin/python3 .ci/kernel/conformance.py

Needs python3-jupyter-kernel-test. No test may be skipped; a skip is a failure here.
"""

import os
import signal
import sys
import time
import unittest
from queue import Empty

import jupyter_kernel_test
from jupyter_client.manager import start_new_kernel
from jupyter_kernel_test.msgspec_v5 import validate_message

KERNEL = "java"
TIMEOUT = 30


class Conformance(jupyter_kernel_test.KernelTests):
    """The published suite, with samples of Java."""

    kernel_name = KERNEL
    language_name = "java"
    file_extension = ".jshell"
    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("trouble");'
    completion_samples = [
        {"text": "Math.hyp", "matches": {"hypot("}},
        {"text": "java.util.LinkedHashS", "matches": {"LinkedHashSet"}},
        {"text": 'var cities = "x";\ncities.isBl', "matches": {"isBlank()"}},
    ]
    complete_code_samples = [
        "1 + 2",
        "int x = 3;",
        "int y = 4",
        "int f(int n) {\n    return n;\n}",
        "import java.util.List;",
        'System.out.println("a");\nSystem.out.println("b");',
        "// only a comment",
        "",
    ]
    incomplete_code_samples = [
        "int f(int n) {",
        "for (int i = 0; i < 3; i++) {\n",
        "System.out.println(",
        "class A {\n    int n;\n",
        "if (true) {",
    ]
    invalid_code_samples = ["int = ;", ")", "class 3 {}"]
    code_page_something = "?String"
    code_generate_error = 'throw new IllegalStateException("meant");'
    code_execute_result = [
        {"code": "1 + 2", "result": "3"},
        {"code": '"a" + "b"', "result": "ab"},
        {"code": "int[] xs = {1, 2};\nxs", "result": "[1, 2]"},
        {"code": "List.of(1, 2, 3)", "result": "[1, 2, 3]"},
    ]
    code_display_data = [
        {"code": 'display("<b>bold</b>", "text/html");', "mime": "text/html"},
        {"code": 'display("plain");', "mime": "text/plain"},
        {
            "code": "display(new java.awt.image.BufferedImage(2, 2, 1));",
            "mime": "image/png",
        },
    ]
    code_history_pattern = "1?2*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math.max"
    code_clear_output = "unroll.kernel.Displays.clear(false);"

    def test_history(self):
        # the suite's pattern must match a sample three times over; "1 + 2" does
        type(self).code_history_pattern = "1 + 2*"
        super().test_history()


class Beyond(unittest.TestCase):
    """What the protocol says and the published suite does not look at."""

    @classmethod
    def setUpClass(cls):
        cls.km, cls.kc = start_new_kernel(kernel_name=KERNEL)

    @classmethod
    def tearDownClass(cls):
        cls.kc.stop_channels()
        cls.km.shutdown_kernel()

    def setUp(self):
        self.drain()

    def drain(self):
        for read in (self.kc.get_shell_msg, self.kc.get_iopub_msg):
            try:
                while True:
                    read(timeout=0.2)
            except Empty:
                pass

    def shell(self, msg_id):
        while True:
            reply = self.kc.get_shell_msg(timeout=TIMEOUT)
            if reply["parent_header"].get("msg_id") == msg_id:
                return reply

    def outputs(self, msg_id):
        found = []
        while True:
            message = self.kc.get_iopub_msg(timeout=TIMEOUT)
            if message["parent_header"].get("msg_id") != msg_id:
                continue
            validate_message(message, message["msg_type"], msg_id)
            if message["msg_type"] == "status":
                if message["content"]["execution_state"] == "idle":
                    return found
            else:
                found.append(message)

    def run_cell(self, code, **options):
        msg_id = self.kc.execute(code, **options)
        return self.shell(msg_id)["content"], self.outputs(msg_id)

    def wait_for_output(self, msg_id, text):
        """Reads output until it holds the text: then the cell is under way."""
        while True:
            message = self.kc.get_iopub_msg(timeout=TIMEOUT)
            if message["msg_type"] == "stream" and text in message["content"]["text"]:
                return

    def test_counts_go_up_by_one(self):
        first, _ = self.run_cell("1")
        second, _ = self.run_cell("2")
        self.assertEqual(first["execution_count"] + 1, second["execution_count"])

    def test_silent_counts_and_says_nothing(self):
        before, _ = self.run_cell("1")
        silent, outputs = self.run_cell('System.out.println("x"); 5', silent=True)
        self.assertEqual(before["execution_count"], silent["execution_count"])
        self.assertEqual([], outputs)

    def test_without_history_the_count_stays(self):
        before, _ = self.run_cell("1")
        unstored, _ = self.run_cell("2", store_history=False)
        self.assertEqual(before["execution_count"], unstored["execution_count"])

    def test_user_expressions(self):
        reply, _ = self.run_cell(
            "int seven = 7;", user_expressions={"good": "seven * 6", "bad": "nosuch"}
        )
        expressions = reply["user_expressions"]
        self.assertEqual("42", expressions["good"]["data"]["text/plain"])
        self.assertEqual("error", expressions["bad"]["status"])

    def test_failure_aborts_what_is_queued(self):
        failing = self.kc.execute("Thread.sleep(500); throw new RuntimeException();")
        behind = self.kc.execute("1 + 1")
        self.assertEqual("error", self.shell(failing)["content"]["status"])
        self.assertEqual("aborted", self.shell(behind)["content"]["status"])
        after, _ = self.run_cell("1 + 1")
        self.assertEqual("ok", after["status"])

    def test_failure_aborts_nothing_if_told_so(self):
        failing = self.kc.execute(
            "Thread.sleep(500); throw new RuntimeException();", stop_on_error=False
        )
        behind = self.kc.execute("1 + 1")
        self.assertEqual("error", self.shell(failing)["content"]["status"])
        self.assertEqual("ok", self.shell(behind)["content"]["status"])

    def test_error_points_at_the_line(self):
        reply, outputs = self.run_cell("int p = 0;\n\nint q = 1 / p;")
        error = outputs[-1]["content"]
        self.assertEqual("java.lang.ArithmeticException", error["ename"])
        self.assertIn("line 3", "\n".join(error["traceback"]))
        self.assertEqual(error["traceback"], reply["traceback"])

    def test_compile_error_points_at_the_line(self):
        _, outputs = self.run_cell('int r = 0;\nint s = "text";')
        text = "\n".join(outputs[-1]["content"]["traceback"])
        self.assertIn("Line 2:", text)
        self.assertIn("^^^^^^", text)

    def test_output_streams_while_the_cell_runs(self):
        msg_id = self.kc.execute('System.out.println("early"); Thread.sleep(1500);')
        start = time.monotonic()
        self.wait_for_output(msg_id, "early")
        self.assertLess(time.monotonic() - start, 1.2)
        self.shell(msg_id)

    def test_many_lines_arrive_whole_and_in_few_messages(self):
        _, outputs = self.run_cell("for (int i = 0; i < 20000; i++) System.out.println(i);")
        streams = [m["content"]["text"] for m in outputs if m["msg_type"] == "stream"]
        self.assertEqual("".join(f"{i}\n" for i in range(20000)), "".join(streams))
        self.assertLess(len(streams), 400)

    def test_other_threads_print_into_the_cell(self):
        _, outputs = self.run_cell(
            'Thread t = new Thread(() -> System.out.println("afar")); t.start(); t.join();'
        )
        self.assertIn("afar\n", [m["content"].get("text") for m in outputs])

    def test_display_is_updated_in_place(self):
        _, outputs = self.run_cell('String id = display("a"); updateDisplay(id, "b");')
        kinds = [m["msg_type"] for m in outputs if m["msg_type"] != "execute_input"]
        self.assertEqual(["display_data", "update_display_data"], kinds)
        ids = {m["content"]["transient"]["display_id"] for m in outputs[-2:]}
        self.assertEqual(1, len(ids))

    def test_completion_says_what_it_replaces(self):
        code = "int n = Math.hyp(3, 4);"
        msg_id = self.kc.complete(code, cursor_pos=16)
        content = self.shell(msg_id)["content"]
        self.assertEqual((13, 16), (content["cursor_start"], content["cursor_end"]))
        self.assertEqual(["hypot("], content["matches"])

    def test_completion_counts_code_points(self):
        code = 'String s = "\U0001d6fc"; Math.hyp'
        content = self.shell(self.kc.complete(code))["content"]
        self.assertEqual(len(code), content["cursor_end"])
        self.assertEqual(len(code) - 3, content["cursor_start"])

    def test_inspection_shows_signatures(self):
        content = self.shell(self.kc.inspect("Math.max(1, 2)", 6))["content"]
        self.assertIn("max(double", content["data"]["text/plain"])

    def test_inspection_of_nothing_finds_nothing(self):
        content = self.shell(self.kc.inspect("noSuchThing", 4))["content"]
        self.assertFalse(content["found"])

    def test_incomplete_code_says_how_to_indent(self):
        content = self.shell(self.kc.is_complete("  for (;;) {"))["content"]
        self.assertEqual("      ", content["indent"])

    def test_comm_info(self):
        content = self.shell(self.kc.comm_info())["content"]
        self.assertEqual({}, content["comms"])

    def test_input_is_asked_for(self):
        msg_id = self.kc.execute(
            'System.out.print("Name? ");\nnew java.util.Scanner(System.in).nextLine()',
            allow_stdin=True,
        )
        request = self.kc.get_stdin_msg(timeout=TIMEOUT)
        self.assertEqual("input_request", request["msg_type"])
        self.kc.input("Zo\u00eb")
        self.assertEqual("ok", self.shell(msg_id)["content"]["status"])
        results = [m for m in self.outputs(msg_id) if m["msg_type"] == "execute_result"]
        self.assertEqual("Zo\u00eb", results[0]["content"]["data"]["text/plain"])

    def test_input_without_a_user_fails(self):
        reply, _ = self.run_cell("System.in.read()", allow_stdin=False)
        self.assertIn("cannot be asked", reply["evalue"])

    def test_waiting_for_input_can_be_interrupted(self):
        msg_id = self.kc.execute("System.in.read()", allow_stdin=True)
        self.kc.get_stdin_msg(timeout=TIMEOUT)
        self.km.interrupt_kernel()
        self.assertEqual("Interrupted", self.shell(msg_id)["content"]["ename"])
        self.assertEqual("ok", self.run_cell("1")[0]["status"])

    def interrupt(self, code):
        msg_id = self.kc.execute(f'System.out.println("under way");\n{code}')
        self.wait_for_output(msg_id, "under way")
        time.sleep(0.3)
        self.km.interrupt_kernel()
        reply = self.shell(msg_id)["content"]
        self.assertEqual("error", reply["status"])
        self.assertEqual("Interrupted", reply["ename"])
        after, outputs = self.run_cell("for (int i = 0; i < 9; i++) Thread.sleep(1); 40 + 2")
        self.assertEqual("ok", after["status"])
        return reply

    def test_interrupt_ends_a_sleep(self):
        self.interrupt("Thread.sleep(60000);")

    def test_interrupt_ends_a_tight_loop(self):
        self.interrupt("long k = 0; while (true) k++;")

    def test_interrupt_while_printing(self):
        self.interrupt("while (true) System.out.println(1);")

    def test_twenty_interrupts_in_a_row(self):
        for _ in range(20):
            msg_id = self.kc.execute('System.out.println("under way");\nThread.sleep(60000);')
            self.wait_for_output(msg_id, "under way")
            self.km.interrupt_kernel()
            self.assertEqual("Interrupted", self.shell(msg_id)["content"]["ename"])
        self.assertEqual("ok", self.run_cell("1")[0]["status"])

    def test_interrupt_of_nothing_harms_nothing(self):
        self.km.interrupt_kernel()
        time.sleep(1)  # nobody waits for the answer; a busy machine may deliver it late
        self.assertEqual("ok", self.run_cell("Thread.sleep(50);")[0]["status"])

    def test_interrupt_signal_is_an_interrupt(self):
        msg_id = self.kc.execute('System.out.println("under way");\nThread.sleep(60000);')
        self.wait_for_output(msg_id, "under way")
        os.kill(self.km.provisioner.process.pid, signal.SIGINT)
        self.assertEqual("Interrupted", self.shell(msg_id)["content"]["ename"])
        self.assertEqual("ok", self.run_cell("1")[0]["status"])

    def test_heart_beats(self):
        self.assertTrue(self.kc.is_alive())

    def test_unsigned_message_is_ignored(self):
        key, self.kc.session.key = self.kc.session.key, b"forged"
        self.kc.execute("System.exit(3);")
        self.kc.session.key = key
        self.assertEqual("ok", self.run_cell("1")[0]["status"])


class Lives(unittest.TestCase):
    """Beginnings and ends of a kernel's life."""

    def test_restart_forgets_and_shutdown_ends(self):
        km, kc = start_new_kernel(kernel_name=KERNEL)
        try:
            kc.execute_interactive("int kept = 1;", timeout=TIMEOUT)
            km.restart_kernel()
            kc.wait_for_ready(timeout=60)
            reply = kc.execute_interactive("kept", timeout=TIMEOUT)
            self.assertEqual("error", reply["content"]["status"])
            process = km.provisioner.process
            kc.shutdown()
            self.assertEqual(0, process.wait(timeout=10))
        finally:
            kc.stop_channels()
            km.shutdown_kernel(now=True)

    def test_shutdown_ends_a_busy_kernel(self):
        km, kc = start_new_kernel(kernel_name=KERNEL)
        try:
            process = km.provisioner.process
            kc.execute("while (true) {}")
            time.sleep(1)
            kc.shutdown()
            self.assertEqual(0, process.wait(timeout=10))
        finally:
            kc.stop_channels()
            km.shutdown_kernel(now=True)


if __name__ == "__main__":
    outcome = unittest.main(exit=False, verbosity=2).result
    for test, reason in outcome.skipped:
        print(f"skipped: {test} {reason}", file=sys.stderr)
    sys.exit(0 if outcome.wasSuccessful() and not outcome.skipped else 1)
