"""The content of the sample receipts. Every merchant, address and number is invented.

A receipt is what is expected of a reader (`expect`) and the lines on its paper (`paper`).
Lines: ("c", text, scale) centred, ("l", text) left, ("r", text) right, ("lr", left, right) both,
("item", name, qty, unit, price) in the receipt's own style, ("rule",) and ("gap",).
"""


def receipt(name, merchant, date, currency, total, paper, *, address=None, tax=None, subtotal=None, extra=(),
            style="two_lines", font="mono", comma=False, width=34, tilt=0.0, upright=True):
    """`extra` lists the amounts between the items' sum and the total: service, tax on top, rounding."""
    items = [line for line in paper if line[0] == "item"]
    return {
        "name": name, "paper": paper, "style": style, "font": font, "comma": comma, "width": width, "tilt": tilt,
        "upright": upright, "extra": extra,
        "expect": {
            "file": f"{name}.jpg", "merchant": merchant, "address": address, "date": date, "total": total, "tax": tax,
            "subtotal": subtotal, "currency": currency,
            "items": [{"name": n, "qty": q, "price": p} for _, n, q, _, p in items],
        },
    }


RECEIPTS = [
    receipt(
        "grocery", "PASARAYA HARMONI SDN BHD", "2026-03-14", "MYR", "61.80", [
            ("c", "PASARAYA HARMONI SDN BHD", 1.1), ("c", "(784512-K)"),
            ("c", "12 JALAN KENARI 5, BANDAR PUCHONG JAYA"), ("c", "47100 PUCHONG, SELANGOR"),
            ("c", "TEL: 03-5550 1288"), ("gap",),
            ("lr", "14/03/2026 18:42", "KAUNTER 04"), ("l", "RESIT NO: H04-118276"), ("rule",),
            ("item", "BERAS WANGI 5KG", "1", "32.90", "32.90"), ("item", "SUSU SEGAR 1L", "2", "7.45", "14.90"),
            ("item", "TELUR GRED B 10S", "1", "5.60", "5.60"), ("item", "BAYAM MERAH", "1", "2.49", "2.49"),
            ("item", "ROTI PUTIH 400G", "1", "3.40", "3.40"), ("item", "GULA PASIR 1KG", "1", "2.53", "2.53"),
            ("rule",), ("lr", "JUMLAH KECIL", "61.82"), ("lr", "PELARASAN", "-0.02"),
            ("lr", "JUMLAH RM", "61.80"), ("rule",), ("lr", "TUNAI", "70.00"), ("lr", "BAKI", "8.20"), ("gap",),
            ("c", "TERIMA KASIH, SILA DATANG LAGI"),
        ], address="12 JALAN KENARI 5, BANDAR PUCHONG JAYA 47100 PUCHONG, SELANGOR", subtotal="61.82",
        extra=("-0.02",), tilt=0.6),
    receipt(
        "restaurant", "RESTORAN DAUN SELASIH", "2026-04-02", "MYR", "93.15", [
            ("c", "RESTORAN DAUN SELASIH", 1.3), ("c", "G-08 MENARA ANGSANA, JALAN AMPANG"),
            ("c", "50450 KUALA LUMPUR"), ("c", "SST ID: W10-2208-32001144"), ("gap",),
            ("lr", "Bill: 20417", "Table: 12"), ("lr", "Date: 02-04-2026", "Time: 20:15"), ("l", "Pax: 3"), ("rule",),
            ("item", "Nasi Lemak Rendang", "2", "18.50", "37.00"), ("item", "Ayam Percik", "1", "22.00", "22.00"),
            ("item", "Kerabu Mangga", "1", "9.80", "9.80"), ("item", "Teh Tarik", "3", "3.70", "11.10"), ("rule",),
            ("lr", "Subtotal", "79.90"), ("lr", "Service Charge 10%", "7.99"), ("lr", "SST 6%", "5.27"),
            ("lr", "Rounding Adj", "-0.01"), ("lr", "TOTAL (RM)", "93.15"), ("rule",),
            ("lr", "VISA ****4417", "93.15"), ("gap",), ("c", "Thank you & see you again"),
        ], address="G-08 MENARA ANGSANA, JALAN AMPANG 50450 KUALA LUMPUR", tax="5.27", subtotal="79.90",
        extra=("7.99", "5.27", "-0.01"), style="qty_first", font="condensed", tilt=-0.8),
    receipt(
        "petrol", "STESEN MINYAK BAYU ENTERPRISE", "2026-02-27", "MYR", "65.00", [
            ("c", "STESEN MINYAK BAYU ENTERPRISE", 1.05), ("c", "LOT 3391 LEBUHRAYA UTARA KM 214"),
            ("c", "31250 TANJUNG RAMBUTAN, PERAK"), ("c", "NO. PENDAFTARAN 202103118842"), ("gap",),
            ("lr", "DATE 27/02/2026", "TIME 07:58"), ("lr", "RECEIPT 0094417", "PUMP 6"), ("rule",),
            ("l", "RON95"), ("lr", "31.707 L x RM 2.050/L", "65.00"), ("rule",),
            ("lr", "TOTAL RM", "65.00"), ("lr", "DEBIT CARD", "65.00"), ("gap",),
            ("l", "CARD: XXXX XXXX XXXX 2093"), ("l", "APPROVAL CODE: 771204"), ("gap",),
            ("c", "SELAMAT JALAN"),
        ], address="LOT 3391 LEBUHRAYA UTARA KM 214 31250 TANJUNG RAMBUTAN, PERAK", tilt=0.9),
    receipt(
        "pharmacy", "FARMASI CAHAYA SIHAT SDN BHD", "2026-01-19", "MYR", "84.30", [
            ("c", "FARMASI CAHAYA SIHAT SDN BHD", 1.05), ("c", "Co. Reg. 201801033712 (1295738-V)"),
            ("c", "27 Jalan SS 15/4D, 47500 Subang Jaya"), ("c", "Selangor Darul Ehsan"), ("gap",),
            ("lr", "Invoice: CS-0038291", "19 Jan 2026"), ("lr", "Cashier: Mei Ling", "11:06 AM"), ("rule",),
            ("item", "Paracetamol 500mg 20s", "2", "6.90", "13.80"),
            ("item", "Vitamin C 1000mg 60s", "1", "45.50", "45.50"),
            ("item", "Antiseptic Cream 30g", "1", "12.00", "12.00"),
            ("item", "Plaster Strips 40s", "1", "13.00", "13.00"), ("rule",),
            ("lr", "Total Amount", "RM 84.30"), ("lr", "Touch n Go eWallet", "RM 84.30"), ("gap",),
            ("c", "Goods sold are not returnable"),
        ], address="27 Jalan SS 15/4D, 47500 Subang Jaya Selangor Darul Ehsan", font="sans", tilt=-0.5),
    receipt(
        "bookshop", "KEDAI BUKU PUSTAKA RIMBA", "2026-05-12", "MYR", "128.40", [
            ("c", "KEDAI BUKU PUSTAKA RIMBA", 1.2), ("c", "(JM0482210-X)"),
            ("c", "88 LORONG MERBAU, 93400 KUCHING, SARAWAK"), ("gap",),
            ("lr", "Tarikh: 12 Mei 2026", "Masa: 15:30"), ("l", "No. Resit: PR26-00731"), ("rule",),
            ("item", "Kamus Dwibahasa Edisi 4", "1", "59.90", "59.90"),
            ("item", "Buku Latihan Matematik T5", "2", "14.50", "29.00"),
            ("item", "Novel Bulan Di Rimba", "1", "32.00", "32.00"), ("item", "Pen Gel Hitam", "3", "2.50", "7.50"),
            ("rule",), ("lr", "Jumlah Kuantiti", "7"), ("lr", "Jumlah Besar (RM)", "128.40"),
            ("lr", "Tunai", "130.00"), ("lr", "Baki", "1.60"), ("gap",), ("c", "Membaca Jambatan Ilmu"),
        ], address="88 LORONG MERBAU, 93400 KUCHING, SARAWAK", style="columns", tilt=0.4, width=40),
    receipt(
        "parking", "SERI MENARA PARKING SERVICES", "2026-03-08", "MYR", "9.00", [
            ("c", "SERI MENARA PARKING SERVICES", 1.05), ("c", "SERI MENARA, JALAN TUN ISMAIL, 50480 KL"), ("gap",),
            ("c", "PARKING RECEIPT", 1.2), ("gap",), ("lr", "TICKET NO", "88201447"),
            ("lr", "VEHICLE", "VKA 2093"), ("lr", "IN", "08/03/2026 09:12"), ("lr", "OUT", "08/03/2026 12:47"),
            ("lr", "DURATION", "3H 35M"), ("rule",), ("lr", "AMOUNT DUE", "RM 9.00"),
            ("lr", "PAID BY CARD", "RM 9.00"), ("gap",), ("c", "DRIVE SAFELY"),
        ], address="SERI MENARA, JALAN TUN ISMAIL, 50480 KL", tilt=-1.1, width=32),
    receipt(
        "clinic", "KLINIK MUHIBBAH DAN SURGERI", "2026-06-03", "MYR", "95.00", [
            ("c", "KLINIK MUHIBBAH DAN SURGERI", 1.15), ("c", "19 Jalan Dato Onn, 80000 Johor Bahru, Johor"),
            ("c", "Tel 07-555 2043"), ("gap",), ("c", "OFFICIAL RECEIPT", 1.15), ("gap",),
            ("lr", "Receipt No: 26-11873", "Date: 03/06/2026"), ("l", "Patient: Walk-in"), ("rule",),
            ("item", "Consultation", "1", "45.00", "45.00"), ("item", "Medication 5 days", "1", "38.00", "38.00"),
            ("item", "Wound dressing", "1", "12.00", "12.00"), ("rule",), ("lr", "Total Payable", "RM 95.00"),
            ("lr", "Received (Cash)", "RM 100.00"), ("lr", "Change", "RM 5.00"), ("gap",),
            ("l", "Claimable for medical tax relief."), ("l", "Please keep this receipt."),
        ], address="19 Jalan Dato Onn, 80000 Johor Bahru, Johor", style="one_line", font="sans", tilt=0.7),
    receipt(
        "invoice", "Lightwell Studio Supplies LLC", "2026-02-11", "USD", "161.46", [
            ("l", "Lightwell Studio Supplies LLC", 1.4), ("l", "2210 Cedar Hollow Road, Portland, OR 97205"), ("gap",),
            ("l", "INVOICE", 1.4), ("lr", "Invoice number", "LW-2026-00482"), ("lr", "Invoice date", "Feb 11, 2026"),
            ("lr", "Order placed online", "paid by card"), ("rule",),
            ("item", "Desk lamp, warm white", "1", "64.00", "64.00"),
            ("item", "Mouse mat, cork", "2", "18.75", "37.50"), ("item", "USB-C cable 2 m", "3", "12.90", "38.70"),
            ("rule",), ("lr", "Subtotal", "$140.20"), ("lr", "Shipping", "$9.30"), ("lr", "Sales tax 8%", "$11.96"),
            ("lr", "Total USD", "$161.46"), ("gap",), ("l", "Thank you for your order."),
            ("l", "Questions? Quote your invoice number."),
        ], address="2210 Cedar Hollow Road, Portland, OR 97205", tax="11.96", subtotal="140.20",
        extra=("9.30", "11.96"), style="columns", font="sans", width=46, tilt=0.2),
    receipt(
        "credit-note", "PERABOT JATI INDAH SDN BHD", "2026-04-21", "MYR", "-129.00", [
            ("c", "PERABOT JATI INDAH SDN BHD", 1.15), ("c", "(903381-T)"),
            ("c", "NO 5 JALAN PERUSAHAAN 2, 13600 PERAI"), ("c", "PULAU PINANG"), ("gap",),
            ("c", "CREDIT NOTE / NOTA KREDIT", 1.15), ("gap",), ("lr", "CN NO: CN-00217", "DATE: 21/04/2026"),
            ("l", "REF INVOICE: INV-08834"), ("l", "REASON: GOODS RETURNED"), ("rule",),
            ("item", "KERUSI LIPAT KAYU", "-1", "129.00", "-129.00"), ("rule",), ("lr", "TOTAL REFUND RM", "-129.00"),
            ("lr", "CASH", "-129.00"), ("gap",), ("c", "THANK YOU"),
        ], address="NO 5 JALAN PERUSAHAAN 2, 13600 PERAI PULAU PINANG", tilt=-0.4),
    receipt(
        "hypermarket", "HYPERMART SELERA BARU SDN BHD", "2026-05-30", "MYR", "287.45", [
            ("c", "HYPERMART SELERA BARU SDN BHD", 1.05), ("c", "(1182046-H)"),
            ("c", "LOT 77 PERSIARAN SENTRAL, 40150 SHAH ALAM"), ("c", "SELANGOR"), ("gap",),
            ("lr", "30/05/2026 16:21", "TILL 11"), ("l", "RECEIPT: 11-0559314"), ("rule",),
            ("item", "COOKING OIL 3KG", "1", "24.90", "24.90"), ("item", "CHICKEN WHOLE", "2", "17.80", "35.60"),
            ("item", "IKAN KEMBUNG 1KG", "1", "16.90", "16.90"), ("item", "TOMATO", "1", "4.35", "4.35"),
            ("item", "CARROT 500G", "2", "2.20", "4.40"), ("item", "ONION HOLLAND 1KG", "1", "4.80", "4.80"),
            ("item", "GARLIC 500G", "1", "6.20", "6.20"), ("item", "POTATO 2KG", "1", "7.90", "7.90"),
            ("item", "KANGKUNG", "3", "1.50", "4.50"), ("item", "APPLE ROYAL 6S", "1", "9.90", "9.90"),
            ("item", "BANANA 1KG", "1", "6.50", "6.50"), ("item", "YOGURT PLAIN", "2", "5.45", "10.90"),
            ("item", "CHEESE SLICES 12S", "1", "11.90", "11.90"), ("item", "BUTTER SALTED", "1", "14.20", "14.20"),
            ("item", "COFFEE 3 IN 1", "1", "18.90", "18.90"), ("item", "TEA BAGS 100S", "1", "12.40", "12.40"),
            ("item", "BISCUIT CREAM", "2", "4.60", "9.20"), ("item", "INSTANT NOODLE 5S", "3", "5.30", "15.90"),
            ("item", "SARDINE TIN", "4", "6.10", "24.40"), ("item", "SOY SAUCE 640ML", "1", "7.25", "7.25"),
            ("item", "DISH SOAP 900ML", "1", "6.70", "6.70"), ("item", "TISSUE BOX 4S", "1", "11.80", "11.80"),
            ("item", "DETERGENT 2.4KG", "1", "17.93", "17.93"), ("rule",), ("lr", "ITEMS", "34"),
            ("lr", "SUBTOTAL", "287.43"), ("lr", "ROUNDING", "0.02"), ("lr", "TOTAL RM", "287.45"), ("rule",),
            ("lr", "MASTERCARD", "287.45"), ("gap",), ("c", "PLEASE CHECK YOUR CHANGE"),
        ], address="LOT 77 PERSIARAN SENTRAL, 40150 SHAH ALAM SELANGOR", subtotal="287.43", extra=("0.02",),
        style="two_lines", tilt=0.3),
    receipt(
        "kopitiam", "CHAN KEE KOPITIAM", "2026-03-22", "MYR", "31.20", [
            ("c", "陈记茶餐室", 1.6), ("c", "CHAN KEE KOPITIAM", 1.2), ("c", "41 LEBUH CAMPBELL, 10100 GEORGE TOWN"),
            ("c", "PULAU PINANG"), ("gap",), ("lr", "22/03/2026", "08:34"), ("lr", "ORDER 057", "DINE IN"), ("rule",),
            ("item", "KOPI O", "2", "2.20", "4.40"), ("item", "KAYA TOAST", "2", "4.50", "9.00"),
            ("item", "HALF BOILED EGG", "2", "3.20", "6.40"), ("item", "CURRY MEE", "1", "9.50", "9.50"),
            ("item", "BARLEY ICE", "1", "1.90", "1.90"), ("rule",), ("lr", "TOTAL", "RM31.20"),
            ("lr", "CASH", "RM50.00"), ("lr", "CHANGE", "RM18.80"), ("gap",), ("c", "谢谢光临"),
        ], address="41 LEBUH CAMPBELL, 10100 GEORGE TOWN PULAU PINANG", style="qty_first", font="cjk", tilt=-0.6),
    receipt(
        "bakery", "HAVELOCK BAKEHOUSE PTE LTD", "2026-04-17", "SGD", "29.40", [
            ("c", "HAVELOCK BAKEHOUSE PTE LTD", 1.1), ("c", "UEN 201844417Z  GST REG M9-0044172-8"),
            ("c", "78 OUTRAM PLACE #01-12, SINGAPORE 160078"), ("gap",), ("lr", "17 Apr 2026", "10:24 am"),
            ("lr", "Receipt", "SB-40912"), ("rule",), ("item", "Sourdough loaf", "1", "9.80", "9.80"),
            ("item", "Almond croissant", "2", "5.40", "10.80"), ("item", "Flat white", "1", "5.50", "5.50"),
            ("item", "Orange juice", "1", "3.30", "3.30"), ("rule",), ("lr", "Total SGD", "29.40"),
            ("lr", "GST 9% included", "2.43"), ("lr", "PayNow", "29.40"), ("gap",), ("c", "Baked every morning"),
        ], address="78 OUTRAM PLACE #01-12, SINGAPORE 160078", tax="2.43", style="one_line", font="condensed",
        tilt=0.5, upright=False),
    receipt(
        "cafe", "Café Lindenhof", "2026-05-06", "EUR", "25.30", [
            ("c", "Café Lindenhof", 1.5), ("c", "Birkenallee 14, 10999 Berlin"), ("c", "USt-IdNr. DE299999917"),
            ("gap",), ("lr", "Rechnung 4471", "06.05.2026 13:05"), ("l", "Tisch 7"), ("rule",),
            ("item", "Tagessuppe", "1", "6.90", "6.90"), ("item", "Quiche mit Salat", "1", "11.40", "11.40"),
            ("item", "Apfelschorle", "2", "3.50", "7.00"), ("rule",), ("lr", "Summe EUR", "25.30"),
            ("lr", "inkl. 19% MwSt", "4.04"), ("lr", "EC-Karte", "25.30"), ("gap",), ("c", "Vielen Dank"),
        ], address="Birkenallee 14, 10999 Berlin", tax="4.04", style="one_line", font="sans", comma=True, tilt=-0.7),
    receipt(
        "hardware", "MAJU JAYA HARDWARE TRADING", "2026-01-28", "MYR", "73.60", [
            ("c", "MAJU JAYA HARDWARE TRADING", 1.1), ("c", "REG NO 002417763-D"),
            ("c", "6 JALAN BESI 3, TAMAN INDUSTRI, 75250 MELAKA"), ("gap",), ("c", "CASH SALE", 1.15), ("gap",),
            ("lr", "NO: 11884", "DATE: 28-01-26"), ("rule",), ("item", "PAINT BRUSH 2 INCH", "2", "5.90", "11.80"),
            ("item", "WALL PAINT WHITE 1L", "1", "28.90", "28.90"), ("item", "SAND PAPER 120", "5", "1.20", "6.00"),
            ("item", "CABLE TIE 100PCS", "1", "8.40", "8.40"), ("item", "LED BULB 9W", "2", "9.25", "18.50"), ("rule",),
            ("lr", "GRAND TOTAL RM", "73.60"), ("gap",), ("c", "GOODS SOLD ARE NOT RETURNABLE"),
        ], address="6 JALAN BESI 3, TAMAN INDUSTRI, 75250 MELAKA", style="columns", tilt=1.0, width=40),
]
