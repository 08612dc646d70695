"""What the checkers and the office do with a case in several journeys."""

from tests.journeys.person import Person
from tests.journeys.steps import DIMENSIONS, Trouble

PROGRAMME = "เงินสงเคราะห์ครอบครัวผู้มีรายได้น้อยและผู้ไร้ที่พึ่ง"


def check(lead: Person, trouble: Trouble, note: str = "") -> None:
    """Find the report among those that wait, and pass it on."""
    lead.opens("/cases/check/")
    lead.follows(trouble.name)
    lead.sees(trouble.help)
    if note:
        lead.fills("Note for the next step", note)
    lead.presses("Checked, pass it on")
    lead.sees("The report was passed on, and its reporter was told.")


def open_case(who: Person, number: str) -> str:
    """Find a case by its number in the list of cases; the address of its page."""
    who.opens("/cases/?group=all")
    who.page.locator("tr").filter(has_text=number).get_by_role("link").first.click()
    who.page.wait_for_url("**/cases/*-*/")
    if who.is_looking:
        who.looks()
    who.sees(number)
    return who.page.url


def take_in(officer: Person, number: str, worker: str) -> str:
    address = open_case(officer, number)
    officer.follows("Take the case in")
    officer.selects("Social worker", worker)
    officer.presses("Take in and tell the reporter")
    officer.sees("The case has been taken in. The reporter has been told.")
    return address


def find_facts(worker: Person, address: str) -> None:
    worker.opens(address)
    worker.follows("Record fact-finding")
    worker.fills("Facts found", "เยี่ยมบ้านแล้ว หลังคารั่วจริง รายได้จากรับจ้างไม่แน่นอน ไม่มีที่ดิน")
    worker.fills("Household income per month", "4200")
    worker.fills("People in the household", "2")
    worker.presses("Save the facts")
    worker.sees("The facts have been saved.")
    worker.follows("Write the opinion")
    worker.fills("Social worker's opinion", "เห็นควรช่วยเหลือค่าซ่อมหลังคาและเครื่องนอน 3,000 บาท")
    worker.presses("Save the opinion")
    worker.sees("The opinion has been saved.")


def propose(worker: Person, address: str, amount: str = "3000") -> None:
    worker.opens(address)
    worker.follows("Submit to the provincial head")
    worker.selects("Aid programme", PROGRAMME)
    worker.fills("Amount proposed", amount)
    worker.fills("What the help is for", "ค่าซ่อมหลังคาและเครื่องนอน")
    worker.presses("Submit the proposal")
    worker.sees("The proposal has been submitted to the provincial head.")


def approve(head: Person, address: str) -> None:
    head.opens(address)
    head.chooses("Result", "Approve")
    head.presses("Save the result and tell those concerned")
    head.sees("The result has been saved. Those concerned have been told.")


def pay(finance: Person, trouble: Trouble) -> None:
    finance.opens("/cases/payments/")
    row = finance.page.locator("tr").filter(has_text=trouble.name)
    finance.goes(row.get_by_role("link", name=finance.words("Record the budget")))
    finance.chooses("Budget", "The money is there; it may be paid")
    finance.presses("Save the budget")
    finance.goes(row.get_by_role("link", name=finance.words("Record the payment")))
    finance.selects("Way of payment", "Bank transfer")
    finance.fills("Number of the payment's evidence", "โอน 2569/0117")
    finance.presses("Save the payment")
    finance.sees("The payment has been saved.")


def deliver(worker: Person, address: str) -> None:
    worker.opens(address)
    worker.follows("Record the hand-over")
    worker.presses("Save and plan the next visit")
    worker.sees("The hand-over has been saved, and the next visit is planned.")


def follow_up(volunteer: Person, address: str) -> None:
    """Look at the five dimensions a second time; living has moved."""
    volunteer.opens(address)
    volunteer.follows("Record the follow-up")
    for dimension in DIMENSIONS:
        good = dimension == "Housing and living"
        volunteer.chooses(dimension, "Level 4: good" if good else "Level 3: fair")
    volunteer.fills("What was seen and done", "หลังคาซ่อมเสร็จแล้ว ฝนไม่รั่ว นอนหลับได้")
    volunteer.presses("Save the follow-up")
    volunteer.sees("The follow-up has been saved. The social worker has been told.")


def close(worker: Person, address: str) -> None:
    worker.opens(address)
    worker.follows("Close the case")
    worker.chooses("Outcome", "Improved")
    worker.fills("Summary of the result", "บ้านอยู่ได้ปลอดภัยแล้ว ครอบครัวดูแลกันได้")
    worker.presses("Close the case and tell the reporter")
    worker.sees("The case has been closed. The reporter has been told.")
