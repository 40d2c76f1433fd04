"""What lies on the table and hangs on people: badges, sign-in sheet, consent forms, seat signs, the hosts' list."""
