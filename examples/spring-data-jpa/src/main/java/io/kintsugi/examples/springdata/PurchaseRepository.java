package io.kintsugi.examples.springdata;

import java.time.LocalDateTime;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** Purchases. */
public interface PurchaseRepository extends JpaRepository<Purchase, Long> {
    List<Purchase> findByCustomerIdOrderById(long customerId);

    /** A page and, by a second query, how many there are. */
    Page<Purchase> findByTotalGreaterThan(long total, Pageable page);

    Slice<Purchase> findSliceByStatus(String status, Pageable page);

    long countByCustomerId(long customerId);

    long deleteByCustomerId(long customerId);

    /** What has been spent in a state. */
    interface ByStatus {
        String getStatus();

        long getPurchases();

        long getTotal();
    }

    @Query("select p.status as status, count(p) as purchases, sum(p.total) as total from Purchase p"
            + " group by p.status order by p.status")
    List<ByStatus> totals();

    @Modifying
    @Query("update Purchase p set p.status = :status where p.customerId = :customer and p.placed < :before")
    int mark(long customer, String status, LocalDateTime before);
}
